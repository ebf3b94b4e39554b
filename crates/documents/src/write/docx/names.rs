//! Names that the format gives.

/// The typeface of official documents. It is named, not embedded: agencies have it.
pub(super) const FONT: &str = "TH Sarabun New";

/// The namespace of texts.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationships named in a part.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The namespace of drawings placed in a text.
pub(super) const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// The namespace of drawings.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The namespace of pictures.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// The namespace of shapes in a text.
pub(super) const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
/// The namespace of a choice by what the reader understands.
pub(super) const CHOICE: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// The namespace of vector graphics in the older language.
pub(super) const VML: &str = "urn:schemas-microsoft-com:vml";
/// The namespace of what offices added to it.
pub(super) const OFFICE: &str = "urn:schemas-microsoft-com:office:office";
