//! Reads arrays out of a numpy archive: a zip of `.npy` members, each deflated.
//!
//! Only what the model's own archive uses: the central directory, method 8 (deflate), C order, version 1 headers,
//! and the types `f4`, `f8` and `u1` in little-endian order.

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

use crate::error::LoadError;

/// Bytes of a zip's closing record without its comment.
const END_RECORD: usize = 22;

struct Member<'a> {
    packed: &'a [u8],
    size: usize,
}

/// A numpy archive in memory.
pub struct Archive<'a> {
    members: BTreeMap<String, Member<'a>>,
}

/// One array as it stood in the file: its shape, and its values as bytes.
#[derive(Default)]
pub struct Array {
    /// Lengths of the axes, outermost first.
    pub shape: Vec<usize>,
    bytes: Vec<u8>,
    start: usize,
}

impl<'a> Archive<'a> {
    /// Reads the directory of the archive; members are inflated when they are asked for.
    pub fn open(file: &'a [u8]) -> Result<Self, LoadError> {
        directory(file).ok_or_else(|| LoadError::new("weights", "not a zip archive of deflated members"))
    }

    /// Inflates the member `name` (without `.npy`) into `array`, whose memory is used again.
    pub fn read_into(&self, name: &str, descr: &str, array: &mut Array) -> Result<(), LoadError> {
        let wrong = |problem| LoadError::new(name, problem);
        let member = self.members.get(&format!("{name}.npy")).ok_or_else(|| wrong("missing"))?;
        array.bytes.clear();
        array.bytes.resize(member.size, 0);
        let written = decompress_slice_iter_to_slice(&mut array.bytes, std::iter::once(member.packed), false, true)
            .map_err(|_| wrong("damaged"))?;
        let (shape, start) = header(&array.bytes, descr).ok_or_else(|| wrong("not an array of the expected type"))?;
        array.shape = shape;
        array.start = start;
        let width: usize = descr.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        let expected = array.shape.iter().product::<usize>() * width;
        if written != member.size || member.size - start != expected {
            return Err(wrong("shorter or longer than its header says"));
        }
        Ok(())
    }

    /// An array of 32-bit floats.
    pub fn floats(&self, name: &str) -> Result<(Vec<usize>, Vec<f32>), LoadError> {
        let mut array = Array::default();
        self.read_into(name, "<f4", &mut array)?;
        let values = array.values().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        Ok((array.shape, values))
    }

    /// A single 64-bit float.
    pub fn double(&self, name: &str) -> Result<f64, LoadError> {
        let mut array = Array::default();
        self.read_into(name, "<f8", &mut array)?;
        let bytes = array.values().try_into().map_err(|_| LoadError::new(name, "not a single number"))?;
        Ok(f64::from_le_bytes(bytes))
    }
}

impl Array {
    /// The values as bytes, without the header.
    pub fn values(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

fn directory(file: &[u8]) -> Option<Archive<'_>> {
    let end = (0..=file.len().checked_sub(END_RECORD)?).rev().take(65_536);
    let end = end.into_iter().find(|&at| file[at..].starts_with(b"PK\x05\x06"))?;
    let count = word(file, end + 10, 2)?;
    let mut at = word(file, end + 16, 4)?;
    let mut members = BTreeMap::new();
    for _ in 0..count {
        if !file.get(at..)?.starts_with(b"PK\x01\x02") || word(file, at + 10, 2)? != 8 {
            return None;
        }
        let (packed, size) = (word(file, at + 20, 4)?, word(file, at + 24, 4)?);
        let (name, extra, comment) = (word(file, at + 28, 2)?, word(file, at + 30, 2)?, word(file, at + 32, 2)?);
        let local = word(file, at + 42, 4)?;
        let data = local + 30 + word(file, local + 26, 2)? + word(file, local + 28, 2)?;
        let title = std::str::from_utf8(file.get(at + 46..at + 46 + name)?).ok()?;
        members.insert(title.to_owned(), Member { packed: file.get(data..data + packed)?, size });
        at += 46 + name + extra + comment;
    }
    Some(Archive { members })
}

fn word(file: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |value, &byte| value << 8 | usize::from(byte)))
}

/// Shape and start of the values, when the header names the type `descr` in C order.
fn header(bytes: &[u8], descr: &str) -> Option<(Vec<usize>, usize)> {
    if !bytes.starts_with(b"\x93NUMPY\x01") {
        return None;
    }
    let start = 10 + word(bytes, 8, 2)?;
    let text = std::str::from_utf8(bytes.get(10..start)?).ok()?;
    if !text.contains(&format!("'descr': '{descr}'")) || !text.contains("'fortran_order': False") {
        return None;
    }
    let inner = text.split_once("'shape': (")?.1.split_once(')')?.0;
    let axes = inner.split(',').map(str::trim).filter(|axis| !axis.is_empty());
    Some((axes.map(|axis| axis.parse().ok()).collect::<Option<_>>()?, start))
}
