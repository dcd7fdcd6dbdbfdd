//! A Rust file taken apart just far enough for the rules: code without words in it, the words, and what is test code.

/// A string literal and the line that it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Counted from 1.
    pub line: usize,
    /// What stands between the quotation marks, escapes as written.
    pub text: String,
}

/// What a Rust file says, with the parts that are only tests blanked.
#[derive(Debug, Default)]
pub struct Source {
    /// The code: comments gone, string literals emptied, `#[cfg(test)]` items blanked. Lines stay where they were.
    pub code: String,
    /// String literals outside test code.
    pub literals: Vec<Literal>,
}

impl Source {
    /// Takes a file apart. Never fails: what is not Rust gives nonsense, but no panic.
    pub fn read(text: &str) -> Self {
        let (code, literals) = blank(text);
        let mut code: Vec<char> = code.chars().collect();
        let regions = test_items(&code);
        for &(start, end) in &regions {
            for letter in &mut code[start..end] {
                if *letter != '\n' {
                    *letter = ' ';
                }
            }
        }
        let line_of = |at: usize| 1 + code[..at].iter().filter(|letter| **letter == '\n').count();
        let lines: Vec<(usize, usize)> = regions.iter().map(|&(start, end)| (line_of(start), line_of(end))).collect();
        let outside = |literal: &Literal| !lines.iter().any(|(from, to)| (*from..=*to).contains(&literal.line));
        Self { literals: literals.into_iter().filter(outside).collect(), code: code.into_iter().collect() }
    }

    /// The code's lines, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Whether `line` holds `word` with nothing of a name directly before or after it.
pub fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    line.match_indices(word).any(|(at, _)| {
        !part_of_name(line[..at].chars().next_back()) && !part_of_name(line[at + word.len()..].chars().next())
    })
}

/// The text with comments blanked and literals emptied, and the literals.
fn blank(text: &str) -> (String, Vec<Literal>) {
    let letters: Vec<char> = text.chars().collect();
    let (mut code, mut literals) = (String::with_capacity(text.len()), Vec::new());
    let (mut at, mut line) = (0, 1);
    while at < letters.len() {
        let (end, kind) = token(&letters, at);
        let words: String = letters[at..end].iter().collect();
        match kind {
            Token::Code => code.push_str(&words),
            Token::Comment => code.push_str(&only_newlines(&words)),
            Token::Text(from, to) => {
                literals.push(Literal { line, text: letters[from..to].iter().collect() });
                code.push('"');
                code.push_str(&only_newlines(&words));
                code.push('"');
            }
        }
        line += words.matches('\n').count();
        at = end;
    }
    (code, literals)
}

fn only_newlines(words: &str) -> String {
    words.chars().filter(|letter| *letter == '\n').collect()
}

enum Token {
    Code,
    Comment,
    /// A string literal; its contents run from the first position to the second.
    Text(usize, usize),
}

/// Where the token at `at` ends, and what it is.
fn token(letters: &[char], at: usize) -> (usize, Token) {
    let next = |ahead: usize| letters.get(at + ahead).copied().unwrap_or('\0');
    match (next(0), next(1)) {
        ('/', '/') => (until(letters, at, |letter| letter == '\n'), Token::Comment),
        ('/', '*') => (block_comment(letters, at), Token::Comment),
        ('"', _) => quoted(letters, at),
        ('\'', _) => (character(letters, at), Token::Code),
        ('r', '"' | '#') | ('b', 'r') if !is_name(letters, at) => raw(letters, at).unwrap_or((at + 1, Token::Code)),
        _ => (at + 1, Token::Code),
    }
}

/// Whether the letter before `at` belongs to a name, so that an `r` here starts no raw literal.
fn is_name(letters: &[char], at: usize) -> bool {
    at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_')
}

fn until(letters: &[char], from: usize, stop: impl Fn(char) -> bool) -> usize {
    letters[from..].iter().position(|letter| stop(*letter)).map_or(letters.len(), |ahead| from + ahead)
}

fn block_comment(letters: &[char], at: usize) -> usize {
    let (mut depth, mut here) = (0, at);
    while here < letters.len() {
        match (letters[here], letters.get(here + 1)) {
            ('/', Some('*')) => (depth, here) = (depth + 1, here + 2),
            ('*', Some('/')) => (depth, here) = (depth - 1, here + 2),
            _ => here += 1,
        }
        if depth == 0 {
            return here;
        }
    }
    letters.len()
}

fn quoted(letters: &[char], at: usize) -> (usize, Token) {
    let mut here = at + 1;
    while here < letters.len() && letters[here] != '"' {
        here += if letters[here] == '\\' { 2 } else { 1 };
    }
    let end = here.min(letters.len());
    ((end + 1).min(letters.len()), Token::Text(at + 1, end))
}

/// `r"…"`, `r#"…"#`, `br"…"`; `None` for a raw name such as `r#type`.
fn raw(letters: &[char], at: usize) -> Option<(usize, Token)> {
    let start = at + if letters[at] == 'b' { 2 } else { 1 };
    let open = until(letters, start, |letter| letter != '#');
    let hashes = open - start;
    if letters.get(open) != Some(&'"') {
        return None;
    }
    let closes =
        |here: usize| letters[here] == '"' && letters[here + 1..].iter().take_while(|l| **l == '#').count() >= hashes;
    let close = (open + 1..letters.len()).find(|here| closes(*here))?;
    Some((close + 1 + hashes, Token::Text(open + 1, close)))
}

/// A character literal's end, or one past the mark of a lifetime.
fn character(letters: &[char], at: usize) -> usize {
    match (letters.get(at + 1), letters.get(at + 2)) {
        (Some('\\'), _) => {
            (until(letters, (at + 3).min(letters.len()), |letter| letter == '\'') + 1).min(letters.len())
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

/// Where `#[cfg(test)]` items stand, attribute included.
fn test_items(code: &[char]) -> Vec<(usize, usize)> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let (mut regions, mut at) = (Vec::new(), 0);
    while at + mark.len() <= code.len() {
        if code[at..at + mark.len()] != mark[..] {
            at += 1;
            continue;
        }
        let stop = until(code, at + mark.len(), |letter| letter == '{' || letter == ';');
        let end = if code.get(stop) == Some(&'{') { braces(code, stop) } else { (stop + 1).min(code.len()) };
        regions.push((at, end));
        at = end;
    }
    regions
}

fn braces(code: &[char], open: usize) -> usize {
    let mut depth = 0_usize;
    for (ahead, letter) in code[open..].iter().enumerate() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return open + ahead + 1;
        }
    }
    code.len()
}
