//! Walks the fields of a protocol buffer message; just what the vocabulary file needs.

/// The value of one field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A variable-length number.
    Number(u64),
    /// Text, bytes or a nested message.
    Bytes(&'a [u8]),
    /// Four bytes.
    Word([u8; 4]),
    /// Eight bytes.
    Double([u8; 8]),
}

/// The fields of `message` in order; `None` once for a message that breaks off or is none.
pub fn fields(message: &[u8]) -> impl Iterator<Item = Option<(u64, Value<'_>)>> {
    let mut rest = message;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let field = next(&mut rest);
        if field.is_none() {
            rest = &[];
        }
        Some(field)
    })
}

fn next<'a>(rest: &mut &'a [u8]) -> Option<(u64, Value<'a>)> {
    let tag = number(rest)?;
    let value = match tag & 7 {
        0 => Value::Number(number(rest)?),
        1 => Value::Double(take(rest, 8)?.try_into().ok()?),
        2 => {
            let length = usize::try_from(number(rest)?).ok()?;
            Value::Bytes(take(rest, length)?)
        }
        5 => Value::Word(take(rest, 4)?.try_into().ok()?),
        _ => return None,
    };
    Some((tag >> 3, value))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(rest, 1)?[0];
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &[u8], expected: &[Option<(u64, Value<'_>)>]) {
        assert_eq!(fields(message).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn fields_are_told_apart_and_broken_ones_end_the_walk() {
        check(&[], &[]);
        check(&[0x08, 0x96, 0x01], &[Some((1, Value::Number(150)))]);
        check(&[0x12, 2, b'h', b'i', 0x18, 1], &[Some((2, Value::Bytes(b"hi"))), Some((3, Value::Number(1)))]);
        check(&[0x15, 1, 2, 3, 4], &[Some((2, Value::Word([1, 2, 3, 4])))]);
        check(&[0x12, 9, b'h'], &[None]);
        check(&[0xFF; 12], &[None]);
        check(&[0x0B], &[None]);
    }
}
