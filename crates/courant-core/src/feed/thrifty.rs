//! JSON as a tree of values, as far as there is room for it.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What one document's values may take, where a plain value takes 1 (32 bytes) and an object what its smallest table does. A
/// feed of 2,000 full entries takes some 300,000; a document of ten megabytes could ask for a gigabyte.
const MOST: usize = 4_000_000;
const OBJECT: usize = 20;

/// The document's values, and whether there was no room for some. Lists and objects end where it was used up.
pub fn read(text: &str) -> serde_json::Result<(Value, bool)> {
    let left = Cell::new(MOST);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Room(&left).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok((value, left.get() == 0))
}

#[derive(Clone, Copy)]
struct Room<'r>(&'r Cell<usize>);

impl Room<'_> {
    fn take(self, room: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(room));
        self.0.get() > 0
    }
}

impl<'de> DeserializeSeed<'de> for Room<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Room<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while self.take(1) {
            let Some(value) = values.next_element_seed(self)? else { return Ok(Value::Array(list)) };
            list.push(value);
        }
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let mut room = OBJECT;
        while self.take(room) {
            let Some(key) = entries.next_key::<String>()? else { return Ok(Value::Object(map)) };
            map.insert(key, entries.next_value_seed(self)?);
            room = 2;
        }
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_room_for_is_read_as_it_stands() {
        let text = r#"{"a":[1,-2,2.50,true,null,"x"],"b":{"c":{}},"a2":"é"}"#;
        let whole: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read(text).unwrap(), (whole, false));
        assert!(read("{} x").is_err() && read("{\"a\":").is_err() && read("").is_err());
        let (value, cut) = read(&format!("{{\"x\":[{}0],\"y\":1}}", "{\"a\":1},".repeat(1_000_000))).unwrap();
        assert!(cut && value["x"].as_array().is_some_and(|list| list.len() < MOST / OBJECT), "{cut}");
    }
}
