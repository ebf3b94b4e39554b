use super::{Emblem, EmblemError, EmblemFormat, MOST_BYTES};

/// A grey PNG.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![7; usize::try_from(width * height).unwrap()]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A white JPEG of 8 x 8 pixels.
const JPEG: &str = "\
    ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f\
    141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b08000800080101\
    1100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b51000020103030204030505\
    04040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a1617181920\
    25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a8384858687\
    88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2\
    e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fdfca2803fffd9";

fn jpeg() -> Vec<u8> {
    let digits: Vec<char> = JPEG.chars().collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

fn svg(inside: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40">{inside}</svg>"#
    )
    .into_bytes()
}

#[test]
fn three_formats_are_known_by_their_bytes() {
    for (bytes, format, pixels) in [
        (png(30, 20), EmblemFormat::Png, (30, 20)),
        (jpeg(), EmblemFormat::Jpeg, (8, 8)),
        (svg("<path d='M0 0h9'/>"), EmblemFormat::Svg, (30, 40)),
    ] {
        let emblem = Emblem::read(&bytes).unwrap();
        assert_eq!((emblem.format(), emblem.pixels(), emblem.bytes()), (format, pixels, bytes.as_slice()));
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    for bytes in
        [&b"GIF89a\x01\x00\x01\x00"[..], b"%PDF-1.7", b"\x1f\x8b\x08svgz", b"hello", b"<html><svg/></html>"]
    {
        assert_eq!(Emblem::read(bytes), Err(EmblemError::NotAPicture));
    }
    assert_eq!(Emblem::read(b"<!-- x --><html/>"), Err(EmblemError::NotAPicture));
    assert_eq!(Emblem::read(b""), Err(EmblemError::Empty));
}

#[test]
fn sizes_are_limited() {
    let huge = png(5000, 3);
    assert_eq!(Emblem::read(&huge), Err(EmblemError::TooManyPixels { width: 5000, height: 3 }));
    let bytes = vec![0; MOST_BYTES + 1];
    assert_eq!(Emblem::read(&bytes), Err(EmblemError::TooManyBytes { bytes: MOST_BYTES + 1 }));
}

#[test]
fn a_picture_cut_short_is_broken() {
    for whole in [png(300, 200), jpeg(), svg("<path d='M0 0h9'/>")] {
        for cut in [whole.len() / 2, whole.len() - 6] {
            let error = Emblem::read(&whole[..cut]).unwrap_err();
            assert!(matches!(error, EmblemError::Broken { .. }), "{cut}: {error}");
        }
    }
}

#[test]
fn a_flipped_byte_never_panics() {
    for whole in [png(9, 9), jpeg(), svg("<g><path d='M0 0h9'/></g>")] {
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            let _ = Emblem::read(&bytes);
        }
    }
}

#[test]
fn an_svg_only_draws() {
    for inside in [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        "<g onload='x()'/>",
        "<image href='http://example.org/x.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<use href='other.svg#a'/>",
        "<a href='java&#115;cript:x'/>",
        "<style>@import 'x.css';</style>",
        "<style>g { fill: url(http://example.org/#a) }</style>",
        "<style><![CDATA[g { fill: url( 'x.svg#a') }]]></style>",
        "<style>g { fill: u\\72l(x) }</style>",
        "<rect fill='url(http://example.org/#a)'/>",
        "<rect style='fill:url(&#104;ttp:x)'/>",
        "<foreignObject><p/></foreignObject>",
        "<set attributeName='href' to='x'/>",
        "&unknown;",
    ] {
        let error = Emblem::read(&svg(inside)).unwrap_err();
        assert!(matches!(error, EmblemError::UnsafeSvg { .. }), "{inside}: {error}");
        assert!(error.advice().th.contains("PNG") && error.advice().en.contains("PNG"));
    }
    for inside in [
        "<defs><linearGradient id='a'/></defs><rect fill='url(#a)' style='stroke:url(\"#a\")'/><use href='#a'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<title>ตรา &amp; &#3586;</title><style>.a { fill: #333 }</style>",
    ] {
        assert!(Emblem::read(&svg(inside)).is_ok(), "{inside}");
    }
}

#[test]
fn an_svg_cannot_blow_up() {
    let entities = br#"<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg viewBox="0 0 1 1">&a;</svg>"#;
    assert!(matches!(Emblem::read(entities), Err(EmblemError::UnsafeSvg { .. })));
    assert!(matches!(Emblem::read(&svg(&"<use href='#a'/>".repeat(25))), Err(EmblemError::UnsafeSvg { .. })));
    let deep = "<g>".repeat(99) + &"</g>".repeat(99);
    assert!(matches!(Emblem::read(&svg(&deep)), Err(EmblemError::UnsafeSvg { .. })));
    let doctype = br#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg viewBox="0 0 2 1"/>"#;
    assert_eq!(Emblem::read(doctype).unwrap().pixels(), (2, 1), "a public identifier alone loads nothing");
}

#[test]
fn the_size_of_an_svg_keeps_its_relation() {
    for (root, pixels) in [
        ("viewBox='0 0 210.5 421'", Some((2048, 4096))),
        ("viewBox='-5,-5,100000,50000'", Some((4096, 2048))),
        ("width='64px' height='32'", Some((64, 32))),
        ("width='3cm' height='3cm'", None),
        ("viewBox='0 0 0 5'", None),
        ("viewBox='0 0 -4 5'", None),
        ("", None),
    ] {
        let read = Emblem::read(format!("<svg {root}/>").as_bytes());
        assert_eq!(read.ok().map(|emblem| emblem.pixels()), pixels, "{root}");
    }
}
