//! Pages as their dictionaries tell them: size, rotation, resources; what a page does not say its parents do.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::matrix::{Matrix, ONE};

/// Parents above a page.
const ANCESTORS: usize = 64;

/// Where a page stands in its own coordinates, and how it is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// To the page as it is shown, from its upper left corner, downward.
    pub matrix: Matrix,
    /// Width and height as shown, in thousandths of a point.
    pub size: (i64, i64),
}

/// The frame of a page by its media box, as the words are measured by it.
pub(super) fn of(document: &Document, page: ObjectId) -> Option<Frame> {
    let corners = inherited(document, page, b"MediaBox")?.as_array().ok()?;
    let mut sides = [0_i64; 4];
    for (side, corner) in sides.iter_mut().zip(corners) {
        *side = millionths(resolved(document, corner)?)?;
    }
    let [x1, y1, x2, y2] = sides;
    let (left, right, low, high) = (x1.min(x2), x1.max(x2), y1.min(y2), y1.max(y2));
    let turn = inherited(document, page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let (width, height) = ((right - left) / 1_000, (high - low) / 1_000);
    let frame = match turn.rem_euclid(360) {
        90 => Frame { matrix: Matrix([0, ONE, ONE, 0, -low, -left]), size: (height, width) },
        180 => Frame { matrix: Matrix([-ONE, 0, 0, ONE, right, -low]), size: (width, height) },
        270 => Frame { matrix: Matrix([0, -ONE, -ONE, 0, high, right]), size: (height, width) },
        _ => Frame { matrix: Matrix([ONE, 0, 0, -ONE, -left, high]), size: (width, height) },
    };
    Some(frame)
}

/// An entry of a page or of the nearest parent that has it.
fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..ANCESTORS {
        if let Some(found) = node.get(key).ok().and_then(|object| resolved(document, object)) {
            return Some(found);
        }
        let parent = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        node = document.get_dictionary(parent).ok()?;
    }
    None
}

/// The resources of a page.
pub(super) fn resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    inherited(document, page, b"Resources")?.as_dict().ok()
}

/// What a reference stands for.
pub(super) fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// A number of the file in millionths.
pub(super) fn millionths(object: &Object) -> Option<i64> {
    // The library reads decimals as binary floats; in words again they are exact enough.
    let text = match object {
        Object::Integer(number) => return Some(number.clamp(&-100_000, &100_000) * ONE),
        Object::Real(number) => format!("{:.6}", number.clamp(-100_000.0, 100_000.0)),
        _ => return None,
    };
    let (whole, places) = text.split_once('.')?;
    let places: i64 = places.parse().ok()?;
    let value = whole.trim_start_matches('-').parse::<i64>().ok()? * ONE + places;
    Some(if text.starts_with('-') { -value } else { value })
}

/// The transformation of a form.
pub(super) fn matrix(document: &Document, form: &Dictionary) -> Matrix {
    let mut entries = Matrix::IDENTITY.0;
    let written = form.get(b"Matrix").ok().and_then(|object| resolved(document, object)?.as_array().ok());
    for (entry, object) in entries.iter_mut().zip(written.into_iter().flatten()) {
        if let Some(number) = resolved(document, object).and_then(millionths) {
            *entry = number;
        }
    }
    Matrix(entries)
}

#[cfg(test)]
mod tests {
    use lopdf::Object;

    #[test]
    fn numbers_of_the_file() {
        assert_eq!(super::millionths(&Object::Real(-0.25)), Some(-250_000));
        assert_eq!(super::millionths(&Object::Integer(842)), Some(842_000_000));
        assert_eq!(super::millionths(&Object::Real(f32::NAN)), None);
        assert_eq!(super::millionths(&Object::Null), None);
    }
}
