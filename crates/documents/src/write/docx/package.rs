//! The package: parts, what they are, and how they belong together.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::write::WriteError;

/// A file in the package.
#[derive(Debug)]
pub(super) struct Part {
    /// Its place, without leading slash.
    pub(super) path: String,
    /// What it is; parts of the package itself and pictures are known by their extension.
    pub(super) media_type: Option<&'static str>,
    pub(super) bytes: Vec<u8>,
}

impl Part {
    pub(super) fn new(path: impl Into<String>, media_type: &'static str, text: String) -> Part {
        Part { path: path.into(), media_type: Some(media_type), bytes: text.into_bytes() }
    }
}

/// A relationship: name, kind, target.
pub(super) type Relation = (String, &'static str, String);

/// The part that lists relationships.
pub(super) fn relations(path: &str, relations: &[Relation]) -> Part {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.open("Relationships", &[("xmlns", &namespace)]);
    for (id, kind, target) in relations {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    Part { path: path.to_owned(), media_type: None, bytes: xml.finish().into_bytes() }
}

/// The bytes of the package. They depend on the parts alone: every file bears the first day that the format knows.
pub(super) fn pack(parts: &[Part]) -> Result<Vec<u8>, WriteError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(32 << 10)));
    let options = SimpleFileOptions::DEFAULT.last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
    let deflated = options.compression_method(CompressionMethod::Deflated);
    let stored = options.compression_method(CompressionMethod::Stored);
    zip.start_file("[Content_Types].xml", deflated)?;
    zip.write_all(content_types(parts).as_bytes())?;
    for part in parts {
        let compressed = part.path.ends_with(".png") || part.path.ends_with(".jpg");
        zip.start_file(part.path.as_str(), if compressed { stored } else { deflated })?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types(parts: &[Part]) -> String {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &"http://schemas.openxmlformats.org/package/2006/content-types")]);
    for (extension, media_type) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("svg", "image/svg+xml"),
    ] {
        xml.empty("Default", &[("Extension", &extension), ("ContentType", &media_type)]);
    }
    for part in parts {
        if let Some(media_type) = part.media_type {
            let name = format!("/{}", part.path);
            xml.empty("Override", &[("PartName", &name), ("ContentType", &media_type)]);
        }
    }
    xml.finish()
}
