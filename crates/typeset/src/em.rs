//! Fonts on the em of TH Sarabun New, so that a size in the PDF is the size that the regulation names.
//!
//! It is more than a nicety. Sarabun looks like 16 points of TH Sarabun New when it is set at 10.4, while lines keep the
//! height of 16 points. Programs that copy text take lines further apart than one and a half times the size of type
//! for texts of their own, and read cells of a table that stand side by side line by line.

/// The same fonts with an em so large that a letter set at `1000` is as large as it was at `scale`.
///
/// `None` when a file is not one font with TrueType outlines: other outlines know their em in a second place.
pub(crate) fn enlarged(files: &[Vec<u8>], scale: u32) -> Option<Vec<Vec<u8>>> {
    files.iter().map(|file| with_em(file.clone(), scale)).collect()
}

fn with_em(mut file: Vec<u8>, scale: u32) -> Option<Vec<u8>> {
    let at = place(&file)?;
    let field: &mut [u8; 2] = file.get_mut(at..)?.first_chunk_mut()?;
    let units = u32::from(u16::from_be_bytes(*field));
    let wanted = (units * 1000 + scale / 2).checked_div(scale)?;
    // What the format allows.
    let wanted = u16::try_from(wanted).ok().filter(|units| (16..=16_384).contains(units))?;
    *field = wanted.to_be_bytes();
    Some(file)
}

/// Where a font says how many units its em has.
fn place(file: &[u8]) -> Option<usize> {
    if !file.starts_with(&[0, 1, 0, 0]) && !file.starts_with(b"true") {
        return None;
    }
    let tables = usize::from(u16::from_be_bytes(*file.get(4..)?.first_chunk()?));
    let records = file.get(12..)?.as_chunks::<16>().0.iter().take(tables);
    let record = records.into_iter().find(|record| record.starts_with(b"head"))?;
    let start = u32::from_be_bytes(*record.get(8..)?.first_chunk()?);
    usize::try_from(start).ok()?.checked_add(18)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_em_changes() {
        let font = include_bytes!("../../../fonts/Sarabun-Regular.ttf").to_vec();
        let enlarged = enlarged(std::slice::from_ref(&font), 651).unwrap().remove(0);
        let changed = font.iter().zip(&enlarged).filter(|(a, b)| a != b).count();
        assert!((1..=2).contains(&changed), "{changed}");
        let at = place(&font).unwrap();
        assert_eq!((font[at..at + 2].to_vec(), enlarged[at..at + 2].to_vec()), (vec![3, 232], vec![6, 0]));
    }

    #[test]
    fn files_that_are_no_such_fonts() {
        let font = include_bytes!("../../../fonts/Sarabun-Regular.ttf").to_vec();
        for length in [0, 3, 12, 40, 200] {
            assert_eq!(enlarged(&[font[..length].to_vec()], 651), None);
        }
        assert_eq!(enlarged(&[b"OTTO".to_vec()], 651), None);
        assert_eq!(enlarged(std::slice::from_ref(&font), 1), None, "more units than the format has");
        assert_eq!(enlarged(&[font, b"ttcf".to_vec()], 651), None, "all fonts or none");
    }
}
