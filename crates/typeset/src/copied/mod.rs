//! The text layer of a finished PDF.
//!
//! Each glyph has one character by now, which serves readers that look at glyphs alone. Others sort glyphs by
//! where they stand, and tear marks without width from their letters; they obey a text that is given for a stretch
//! of glyphs. So every word with marks is named as a whole (`ActualText`). Nothing is added that is seen or read
//! twice, and what an archive requires is left as it is.

mod cmap;
mod content;
mod tokens;

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat};

use crate::data::text::BREAK;
use crate::error::TypesetError;
use cmap::CharacterMap;

/// The PDF with its words named.
pub(crate) fn named_words(pdf: &[u8]) -> Result<Vec<u8>, TypesetError> {
    let failed = |error: lopdf::Error| TypesetError::TextLayer(error.to_string());
    let mut document = Document::load_mem(pdf).map_err(failed)?;
    let mut maps: HashMap<ObjectId, CharacterMap> = HashMap::new();
    let mut rewritten: Vec<(ObjectId, Vec<u8>)> = Vec::new();
    for page in document.page_iter() {
        let fonts = fonts_of(&document, page, &mut maps);
        let fonts: HashMap<&[u8], &CharacterMap> =
            fonts.iter().filter_map(|(name, map)| Some((name.as_slice(), maps.get(map)?))).collect();
        for id in document.get_page_contents(page) {
            let stream = document.get_object(id).and_then(Object::as_stream).map_err(failed)?;
            let plain = stream.decompressed_content().map_err(failed)?;
            rewritten.push((id, content::named_words(&plain, &fonts)));
        }
    }
    for (id, content) in rewritten {
        let mut stream = Stream::new(Dictionary::new(), content);
        stream.compress().map_err(failed)?;
        document.objects.insert(id, Object::Stream(stream));
    }
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dictionary) = object {
            clean_bookmark(dictionary);
            drop_suspects(dictionary);
        }
    }
    let options = SaveOptions { use_object_streams: true, use_xref_streams: true, ..SaveOptions::default() };
    let mut out = Vec::with_capacity(pdf.len());
    document
        .save_with_options(&mut out, options)
        .map_err(|error| TypesetError::TextLayer(error.to_string()))?;
    Ok(out)
}

/// The fonts of a page by name, each by the place of its map from glyphs to characters; new maps are read.
fn fonts_of(
    document: &Document,
    page: ObjectId,
    maps: &mut HashMap<ObjectId, CharacterMap>,
) -> Vec<(Vec<u8>, ObjectId)> {
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let of_font = |(name, font): (Vec<u8>, &Dictionary)| {
        let id = font.get(b"ToUnicode").and_then(Object::as_reference).ok()?;
        if let std::collections::hash_map::Entry::Vacant(entry) = maps.entry(id) {
            let stream = document.get_object(id).and_then(Object::as_stream).ok()?;
            entry.insert(CharacterMap::read(&stream.decompressed_content().ok()?));
        }
        Some((name, id))
    };
    fonts.into_iter().filter_map(of_font).collect()
}

/// Takes out `Suspects false`, which says what holds without it, and which poppler's programs call an error.
fn drop_suspects(catalog: &mut Dictionary) {
    if let Ok(marks) = catalog.get_mut(b"MarkInfo").and_then(Object::as_dict_mut)
        && marks.get(b"Suspects").and_then(Object::as_bool).is_ok_and(|suspects| !suspects)
    {
        marks.remove(b"Suspects");
    }
}

/// Takes the marks for line breaks out of a bookmark.
fn clean_bookmark(dictionary: &mut Dictionary) {
    let is_bookmark = dictionary.has(b"Parent") && dictionary.has(b"Title");
    let Some(title) = dictionary.get(b"Title").ok().filter(|_| is_bookmark) else { return };
    let Ok(text) = lopdf::decode_text_string(title) else { return };
    if text.contains(BREAK) {
        let units = text.replace(BREAK, "").encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let bytes = [&b"\xFE\xFF"[..], &units].concat();
        dictionary.set("Title", Object::String(bytes, StringFormat::Hexadecimal));
    }
}
