//! The embedding table: one row of 512 six-bit codes for each piece of the vocabulary.
//!
//! A code's value is `code · scale + low` with the scale and the low end of its block. The row of piece `id` is row
//! `id / 17` of block `id % 17`.

use std::num::NonZeroUsize;

use crate::error::LoadError;
use crate::huffman::{Code, SYMBOLS};
use crate::npz::{Archive, Array};

/// Values in a row.
pub const WIDTH: usize = 512;
/// Different codes: they are smaller than this.
pub const CODES: u8 = SYMBOLS as u8;
/// Blocks that the rows are dealt to in turn.
const BLOCKS: usize = 17;
/// More threads would only raise the peak of memory.
const LOADERS: usize = 4;

struct Block {
    code: Code,
    rows: Vec<u8>,
    starts: Vec<u32>,
    scale: f32,
    low: f32,
}

/// All rows, each decoded when it is asked for.
pub struct Table {
    blocks: Vec<Block>,
}

impl Table {
    /// Reads the blocks `q1` to `q17` and codes them anew, several at a time.
    pub fn read(archive: &Archive<'_>) -> Result<Self, LoadError> {
        let (scales, lows) = (archive.floats("scale")?.1, archive.floats("lo")?.1);
        if scales.len() != BLOCKS || lows.len() != BLOCKS {
            return Err(LoadError::new("scale", "not one value for each block"));
        }
        let loaders = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(LOADERS);
        let load = |first: usize| -> Result<Vec<(usize, Block)>, LoadError> {
            let mut array = Array::default();
            let mine = (first..BLOCKS).step_by(loaders);
            mine.map(|at| Ok((at, Block::read(archive, at, &mut array, scales[at], lows[at])?))).collect()
        };
        let parts = std::thread::scope(|scope| {
            let running: Vec<_> = (0..loaders).map(|first| scope.spawn(move || load(first))).collect();
            let stopped = || Err(LoadError::new("weights", "a loading thread stopped"));
            running.into_iter().map(|one| one.join().unwrap_or_else(|_| stopped())).collect::<Result<Vec<_>, _>>()
        })?;
        let mut blocks: Vec<(usize, Block)> = parts.into_iter().flatten().collect();
        blocks.sort_by_key(|(at, _)| *at);
        Ok(Self { blocks: blocks.into_iter().map(|(_, block)| block).collect() })
    }

    /// Rows that can be asked for.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.starts.len() - 1).min().unwrap_or(0) * BLOCKS
    }

    /// Writes the codes of piece `id` and returns its block's scale and low end; an id outside has zeros.
    pub fn row(&self, id: u32, codes: &mut [u8; WIDTH]) -> (f32, f32) {
        let (block, row) = (&self.blocks[id as usize % BLOCKS], id as usize / BLOCKS);
        let bounds = block.starts.get(row).zip(block.starts.get(row + 1));
        let Some((&start, &end)) = bounds else {
            codes.fill(0);
            return (0.0, 0.0);
        };
        block.code.read(&block.rows[start as usize..end as usize], codes);
        (block.scale, block.low)
    }
}

impl Block {
    fn read(archive: &Archive<'_>, at: usize, array: &mut Array, scale: f32, low: f32) -> Result<Self, LoadError> {
        let name = format!("q{}", at + 1);
        archive.read_into(&name, "|u1", array)?;
        if array.shape.len() != 2 || array.shape[1] != WIDTH {
            return Err(LoadError::new(name, "not rows of 512 codes"));
        }
        let values = array.values();
        let mut all = [0u64; 256];
        for &value in values {
            all[usize::from(value)] += 1;
        }
        let mut counts = [0u64; SYMBOLS];
        counts.copy_from_slice(&all[..SYMBOLS]);
        if all[SYMBOLS..].iter().any(|&count| count > 0) {
            return Err(LoadError::new(name, "a code above 63"));
        }
        let code = Code::new(&counts);
        // Every row ends on a whole byte, which costs at most one byte a row.
        let mut rows = Vec::with_capacity(code.bits(&counts) as usize / 8 + array.shape[0] + 1);
        let mut starts = Vec::with_capacity(array.shape[0] + 1);
        for row in values.chunks_exact(WIDTH) {
            starts.push(rows.len() as u32);
            code.write(row, &mut rows);
        }
        starts.push(rows.len() as u32);
        rows.shrink_to_fit();
        Ok(Self { code, rows, starts, scale, low })
    }
}
