//! Counting what passed and what failed.

/// What one run of the tests came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests and floors that passed.
    pub passed: u64,
    /// Tests and floors that failed.
    pub failed: u64,
}

impl Tally {
    /// Takes in a harness's closing line, such as `test result: ok. 12 passed; 0 failed; …`; ignores any other.
    pub fn take(&mut self, line: &str) {
        let Some(rest) = line.trim().strip_prefix("test result:") else { return };
        for part in rest.split([';', '.']) {
            let mut words = part.split_whitespace();
            match (words.next().and_then(|number| number.parse::<u64>().ok()), words.next()) {
                (Some(number), Some("passed")) => self.passed += number,
                (Some(number), Some("failed")) => self.failed += number,
                _ => {}
            }
        }
    }

    /// Takes in one check of ours and prints it as the harness prints a test.
    pub fn check(&mut self, name: &str, outcome: &Result<String, String>) {
        match outcome {
            Ok(said) => {
                self.passed += 1;
                println!("test {name} ... ok ({said})");
            }
            Err(said) => {
                self.failed += 1;
                println!("test {name} ... FAILED ({said})");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn closing_lines_are_added_up_and_others_are_not() {
        let mut tally = Tally::default();
        tally.take("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.1s");
        tally.take("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.take("5 passed; 9 failed");
        assert_eq!(tally, Tally { passed: 15, failed: 2 });
        tally.check("one", &Ok("well".to_owned()));
        tally.check("two", &Err("badly".to_owned()));
        assert_eq!(tally, Tally { passed: 16, failed: 3 });
    }
}
