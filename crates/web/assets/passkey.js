// Passkeys: the only part of the pages that needs a script. A form with data-passkey="get" or "create" asks its
// data-begin address for options, lets the browser do its part and is then sent with the answer in it.
'use strict';

(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
    return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  const described = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = {
    async get(options) {
      const key = options.publicKey;
      key.challenge = bytes(key.challenge);
      key.allowCredentials = described(key.allowCredentials);
      const found = await navigator.credentials.get({ publicKey: key });
      const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
      return {
        id: found.id,
        rawId: text(found.rawId),
        type: found.type,
        extensions: found.getClientExtensionResults(),
        response: {
          clientDataJSON: text(clientDataJSON),
          authenticatorData: text(authenticatorData),
          signature: text(signature),
          userHandle: userHandle ? text(userHandle) : null,
        },
      };
    },
    async create(options) {
      const key = options.publicKey;
      key.challenge = bytes(key.challenge);
      key.user.id = bytes(key.user.id);
      key.excludeCredentials = described(key.excludeCredentials);
      const made = await navigator.credentials.create({ publicKey: key });
      const { clientDataJSON, attestationObject } = made.response;
      return {
        id: made.id,
        rawId: text(made.rawId),
        type: made.type,
        extensions: made.getClientExtensionResults(),
        response: {
          clientDataJSON: text(clientDataJSON),
          attestationObject: text(attestationObject),
          transports: made.response.getTransports ? made.response.getTransports() : [],
        },
      };
    },
  };

  const prepare = (form) => {
    const note = form.querySelector('[data-note]');
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      if (form.elements.answer.value) return;
      event.preventDefault();
      note.textContent = '';
      try {
        const begun = await fetch(form.dataset.begin, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        if (!begun.ok) throw new Error(String(begun.status));
        const { ceremony, options } = await begun.json();
        const answer = await ask[form.dataset.passkey](options);
        form.elements.ceremony.value = ceremony;
        form.elements.answer.value = JSON.stringify(answer);
        form.submit();
      } catch {
        note.textContent = note.dataset.note;
      }
    });
  };

  if (window.PublicKeyCredential) document.querySelectorAll('form[data-passkey]').forEach(prepare);
})();
