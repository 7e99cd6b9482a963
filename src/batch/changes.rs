//! What has changed between two records, told field by field.
//!
//! Lists are compared by their longest common part, so that one value more does not make all that follow look changed; what stands between
//! equal values is paired where it is about the same words, else it is told as gone and come. Limit: lists whose lengths multiply to more
//! than a million are compared place by place.

use std::fmt;

use serde_json::{Map, Value};

/// The largest table for the longest common part of two lists.
const TABLE: usize = 1_000_000;

/// One difference, with the field where it is: `incidents[0].counts[1].value`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    path: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Gone(Value),
    Come(Value),
    Other(Value, Value),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Gone(value) => write!(f, "- {}: {value}", self.path),
            Kind::Come(value) => write!(f, "+ {}: {value}", self.path),
            Kind::Other(old, new) => write!(f, "~ {}: {old} -> {new}", self.path),
        }
    }
}

/// The changes from `expected` to `given`, in the order of the fields.
pub(crate) fn changes(expected: &Value, given: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare("", expected, given, &mut found);
    found
}

fn compare(path: &str, old: &Value, new: &Value, found: &mut Vec<Change>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => objects(path, old, new, found),
        (Value::Array(old), Value::Array(new)) if !is_span(old) || !is_span(new) => lists(path, old, new, found),
        _ => found.push(Change { path: path.to_string(), kind: Kind::Other(old.clone(), new.clone()) }),
    }
}

/// A place, which is one thing and not a list.
fn is_span(list: &[Value]) -> bool {
    list.len() == 2 && list.iter().all(Value::is_number)
}

fn objects(path: &str, old: &Map<String, Value>, new: &Map<String, Value>, found: &mut Vec<Change>) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    for (key, value) in old {
        match new.get(key) {
            Some(other) => compare(&below(key), value, other, found),
            None => found.push(Change { path: below(key), kind: Kind::Gone(value.clone()) }),
        }
    }
    for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        found.push(Change { path: below(key), kind: Kind::Come(value.clone()) });
    }
}

fn lists(path: &str, old: &[Value], new: &[Value], found: &mut Vec<Change>) {
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        between(path, (i, &old[i..next_i]), (j, &new[j..next_j]), found);
        (i, j) = (next_i + 1, next_j + 1);
    }
}

/// What stands between two equal values: the lists with the place where each begins.
fn between(path: &str, (i, old): (usize, &[Value]), (j, new): (usize, &[Value]), found: &mut Vec<Change>) {
    let mut taken = vec![false; new.len()];
    for (at, value) in old.iter().enumerate() {
        let partner = new.iter().enumerate().position(|(at, other)| !taken[at] && are_about_the_same(value, other));
        match partner {
            Some(other) => {
                taken[other] = true;
                compare(&format!("{path}[{}]", j + other), value, &new[other], found);
            }
            None => found.push(Change { path: format!("{path}[{}]", i + at), kind: Kind::Gone(value.clone()) }),
        }
    }
    for (at, value) in new.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        found.push(Change { path: format!("{path}[{}]", j + at), kind: Kind::Come(value.clone()) });
    }
}

/// Whether one value is what became of the other: an incident of the same number, a value read from the same words or place.
fn are_about_the_same(old: &Value, new: &Value) -> bool {
    ["id", "text", "span"].iter().any(|key| old.get(key).is_some_and(|value| new.get(key) == Some(value)))
}

/// The places of a longest common part of two lists, rising in both.
fn common(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if (old.len() + 1).saturating_mul(width) > TABLE {
        return (0..old.len().min(new.len())).filter(|&at| old[at] == new[at]).map(|at| (at, at)).collect();
    }
    // `longest[i * width + j]` is the length for `old[i..]` and `new[j..]`.
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for (i, value) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            longest[i * width + j] = if value == other {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn changes_name_their_field() {
        let count = |value: u64, text: &str| json!({ "value": value, "text": text });
        let cases = [
            (json!({"a": 1}), json!({"a": 1}), vec![]),
            (json!({"a": 1, "b": {"c": null}}), json!({"a": 2, "b": {"c": "x"}}), vec!["~ a: 1 -> 2", "~ b.c: null -> \"x\""]),
            (json!({"a": 1}), json!({"b": 1}), vec!["- a: 1", "+ b: 1"]),
            (json!({"span": [3, 9]}), json!({"span": [3, 12]}), vec!["~ span: [3,9] -> [3,12]"]),
            (json!({"l": [1, 2, 3]}), json!({"l": [0, 1, 3]}), vec!["+ l[0]: 0", "- l[1]: 2"]),
            (json!({"l": []}), json!({"l": null}), vec!["~ l: [] -> null"]),
            (
                json!({"l": [count(1, "one"), count(2, "two")]}),
                json!({"l": [count(5, "five"), count(1, "one"), count(3, "two")]}),
                vec!["+ l[0]: {\"text\":\"five\",\"value\":5}", "~ l[2].value: 2 -> 3"],
            ),
        ];
        for (old, new, expected) in cases {
            let told: Vec<String> = changes(&old, &new).iter().map(Change::to_string).collect();
            assert_eq!(told, expected, "{old} {new}");
        }
    }

    #[test]
    fn long_lists_are_compared_too() {
        let list = |changed: usize| Value::Array((0..2000).map(|at| json!(if at == changed { 0 } else { at + 1 })).collect());
        assert_eq!(changes(&list(5000), &list(5000)).len(), 0);
        assert_eq!(changes(&list(5000), &list(7)).len(), 2);
    }
}
