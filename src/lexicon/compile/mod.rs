//! From a lexicon file as people write it to the tables as the library reads them.
//!
//! It runs when the crate is built: reading the TOML of all words and sorting them takes longer than reading a notice. The library itself has it
//! for its tests alone. It knows the tables of a file, and of the concepts only those that follow from others ([`inherit`]); whether a concept
//! exists is checked where the compiled tables are read.

mod inherit;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};
use toml::Table;

/// A concept by its table and its key there: `("event", "occurred")`.
pub(crate) type Concept<'f> = (&'f str, &'f str);

/// A word and all it stands for.
type Word<'f> = (String, Vec<Concept<'f>>);

/// The tables whose words are found all over a text, in the order in which the concepts of a word are given.
const CONCEPTS: [&str; 12] =
    ["data", "listed", "unit", "event", "cause", "response", "authority", "guidance", "bound", "stage", "role", "cue"];

/// The table of what may be written shorter, by its long form: every word of a concept with `are not` in it is one with `aren't`, too.
const CONTRACTION: &str = "contraction";

/// The compiled tables of a lexicon file:
///
/// - `senses`: the sets of concepts that words stand for, each concept as `{table: key}`;
/// - `words`: the words by how they begin, with a bar between them, and `stand_for`: the place of each one's sense, none for one that is only the last
///   part of another;
/// - `gaps`: words in two parts that stand apart (`took ~ down`), each as its first part, the place of its last one among the words, and the place of
///   the sense of both;
/// - `labels`: the words of labels with their keys, the longest first;
/// - `form`: the closed classes as they are written.
///
/// Entries with choices are written out in all of them.
///
/// # Errors
///
/// What is no table, or no list of words, where one is wanted, by its name.
pub(crate) fn lexicon(file: &Table) -> Result<Value, String> {
    if let Some(unknown) =
        file.keys().find(|key| !CONCEPTS.contains(&key.as_str()) && ![CONTRACTION, "aside", "label", "form"].contains(&key.as_str()))
    {
        return Err(format!("[{unknown}]: no table of a lexicon"));
    }
    let mut words = words(file)?;
    inherit::complete(&mut words);
    let apart = part(&mut words);
    let known: BTreeSet<String> = words.iter().map(|(word, _)| word.clone()).collect();
    words.extend(lasts(&apart).filter(|last| !known.contains(*last)).map(|last| (last.to_string(), Vec::new())));
    words.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)).then_with(|| a.0.cmp(&b.0)));
    let places: HashMap<&str, usize> = words.iter().enumerate().map(|(place, (word, _))| (word.as_str(), place)).collect();
    let mut senses = Senses::default();
    let stand_for: Vec<Option<usize>> =
        words.iter().map(|(word, concepts)| known.contains(word).then(|| senses.place(concepts.clone()))).collect();
    let gaps: Vec<(&str, usize, usize)> =
        apart.iter().map(|apart| (apart.first.as_str(), places[apart.last.as_str()], senses.place(apart.concepts.clone()))).collect();
    let spelled: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    Ok(json!({
        "senses": senses.named(),
        "words": spelled.join("|"),
        "stand_for": stand_for,
        "gaps": gaps,
        "labels": labels(file)?,
        "form": file.get("form").map(written_out),
    }))
}

/// A word in two parts that stand apart.
struct Apart<'f> {
    first: String,
    last: String,
    concepts: Vec<Concept<'f>>,
}

/// Takes the words with a gap out of `words`.
fn part<'f>(words: &mut Vec<Word<'f>>) -> Vec<Apart<'f>> {
    let mut apart: Vec<Apart> = Vec::new();
    words.retain(|(word, concepts)| {
        let Some((first, last)) = word.split_once('~') else { return true };
        apart.push(Apart { first: first.trim().to_string(), last: last.trim().to_string(), concepts: concepts.clone() });
        false
    });
    apart
}

/// The last parts, each once.
fn lasts<'a>(apart: &'a [Apart<'_>]) -> impl Iterator<Item = &'a str> {
    apart.iter().map(|apart| apart.last.as_str()).collect::<BTreeSet<&str>>().into_iter()
}

/// The sets of concepts that words stand for, each once, in the order in which they are first met.
#[derive(Default)]
struct Senses<'f> {
    places: HashMap<Vec<Concept<'f>>, usize>,
    sets: Vec<Vec<Concept<'f>>>,
}

impl<'f> Senses<'f> {
    fn place(&mut self, concepts: Vec<Concept<'f>>) -> usize {
        *self.places.entry(concepts).or_insert_with_key(|concepts| {
            self.sets.push(concepts.clone());
            self.sets.len() - 1
        })
    }

    /// Each concept as `{table: key}`.
    fn named(&self) -> Vec<Vec<Value>> {
        self.sets.iter().map(|set| set.iter().map(|(table, key)| json!({ *table: key })).collect()).collect()
    }
}

/// The words of all tables of concepts, each once and in small letters, in order. Those of `[aside]` stand for nothing.
fn words(file: &Table) -> Result<Vec<Word<'_>>, String> {
    let mut words: BTreeMap<String, Vec<Concept>> = BTreeMap::new();
    let contractions = spelled(file, CONTRACTION)?;
    for table in CONCEPTS {
        let mut known = BTreeSet::new();
        for (key, word) in spelled(file, table)?.into_iter().flat_map(|(key, word)| shortened(key, word.to_lowercase(), &contractions)) {
            if known.insert((key, word.clone())) {
                words.entry(word).or_default().push((table, key));
            }
        }
    }
    for (_, word) in spelled(file, "aside")? {
        words.entry(word.to_lowercase()).or_default();
    }
    Ok(words.into_iter().collect())
}

/// A word, and what it is where something in it is written shorter.
fn shortened<'f>(key: &'f str, word: String, contractions: &[(&str, String)]) -> Vec<(&'f str, String)> {
    let within = |long: &str| format!(" {word} ").contains(&format!(" {long} "));
    let shorter = contractions.iter().filter(|(long, _)| within(long)).map(|(long, short)| (key, word.replacen(long, short, 1)));
    shorter.chain([(key, word.clone())]).collect()
}

/// The words of labels with their keys, the longest first.
fn labels(file: &Table) -> Result<Vec<(String, &str)>, String> {
    let mut labels: Vec<(String, &str)> = spelled(file, "label")?.into_iter().map(|(key, word)| (word, key)).collect();
    labels.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    Ok(labels)
}

/// Every word of `table` with the key that it stands under.
fn spelled<'f>(file: &'f Table, table: &str) -> Result<Vec<(&'f str, String)>, String> {
    let lists = file.get(table).and_then(toml::Value::as_table).ok_or_else(|| format!("[{table}]: missing, or no table"))?;
    let mut words = Vec::new();
    for (key, list) in lists {
        let wrong = || format!("[{table}] {key}: not a list of words");
        for entry in list.as_array().ok_or_else(wrong)? {
            words.extend(spellings(entry.as_str().ok_or_else(wrong)?).into_iter().map(|word| (key.as_str(), word)));
        }
    }
    Ok(words)
}

/// A value of the closed classes, the choices in its lists written out.
fn written_out(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(word) => json!(word),
        toml::Value::Array(list) => list
            .iter()
            .flat_map(|value| {
                value.as_str().map_or_else(|| vec![written_out(value)], |entry| spellings(entry).into_iter().map(Value::from).collect())
            })
            .collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), written_out(value))).collect::<Map<_, _>>())
        }
        toml::Value::Integer(number) => json!(number),
        other => json!(other),
    }
}

/// What words are kept by, so that the library need not sort them: their first three characters, the last of them first, then all their letters.
fn order(word: &str) -> ([Option<char>; 3], &str) {
    let word = word.trim_end_matches('*');
    let mut chars = word.chars();
    let [first, second, third] = [chars.next(), chars.next(), chars.next()];
    ([third, second, first], word)
}

/// The words that an entry of a list stands for: `{was|were} {lost|stolen}` for four, one without braces for itself.
fn spellings(entry: &str) -> Vec<String> {
    let Some((before, (choices, behind))) = entry.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) else {
        return vec![entry.to_string()];
    };
    let ends = spellings(behind);
    choices.split('|').flat_map(|choice| ends.iter().map(move |end| [before, choice, end].concat())).collect()
}

/// The lists in which a word stands twice or which hold one that can never be found, as `[table] key: word`, and those without a word.
#[cfg(test)]
pub(crate) fn faults(file: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    for table in CONCEPTS.into_iter().chain(["aside", "label"]) {
        let mut known = BTreeSet::new();
        for (key, word) in spelled(file, table).unwrap() {
            let broken = word.trim() != word || word.is_empty() || word.contains("  ") || word.contains(['{', '}', '|']);
            if broken || !known.insert((key, word.clone())) {
                faults.push(format!("[{table}] {key}: {word}"));
            }
        }
        let empty = |key: &&String| !known.iter().any(|(other, _)| other == key);
        faults.extend(file[table].as_table().unwrap().keys().filter(empty).map(|key| format!("[{table}] {key}: no word")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(more: &str) -> Table {
        let tables: String = CONCEPTS.iter().map(|table| format!("[{table}]\n")).collect();
        format!("{tables}[contraction]\n\"is not\" = [\"isn't\"]\n[aside]\nwords = [\"in order to\"]\n[label]\ncause = [\"Cause\", \"Root {{cause|reason}}\"]\n{more}")
            .parse()
            .unwrap()
    }

    #[test]
    fn braces_hold_choices() {
        assert_eq!(spellings("leak*"), ["leak*"]);
        assert_eq!(spellings("{was|were} {lost|stolen}"), ["was lost", "was stolen", "were lost", "were stolen"]);
        assert_eq!(spellings("told {|the }customers"), ["told customers", "told the customers"]);
        assert_eq!(spellings("what { is left open"), ["what { is left open"]);
    }

    #[test]
    fn words_are_joined_and_stand_in_the_order_of_their_beginnings() {
        let mut file = file("[form.mark]\nstop = [\"{b|c}a\"]\n");
        file["cue"] = toml::Value::Table("leak = [\"Leak*\", \"le\"]".parse().unwrap());
        file["event"] = toml::Value::Table("occurred = [\"leak*\", \"leak\", \"leaked out\"]".parse().unwrap());
        let compiled = lexicon(&file).unwrap();
        assert_eq!(compiled["words"], "le|in order to|leak|leak*|leaked out");
        assert_eq!(compiled["stand_for"], json!([0, 1, 2, 3, 2]));
        assert_eq!(compiled["senses"], json!([[{"cue": "leak"}], [], [{"event": "occurred"}], [{"event": "occurred"}, {"cue": "leak"}]]));
        assert_eq!(compiled["gaps"], json!([]));
        assert_eq!(compiled["labels"], json!([["Root reason", "cause"], ["Root cause", "cause"], ["Cause", "cause"]]));
        assert_eq!(compiled["form"], json!({ "mark": { "stop": ["ba", "ca"] } }));
    }

    #[test]
    fn what_may_be_written_shorter_is_found_so_too() {
        let mut file = file("");
        file["cue"] = toml::Value::Table("not = [\"is not it\", \"this note\"]".parse().unwrap());
        assert_eq!(lexicon(&file).unwrap()["words"], "in order to|is not it|this note|isn't it");
    }

    #[test]
    fn words_with_a_gap_are_kept_by_their_last_part() {
        let mut file = file("");
        file["event"] = toml::Value::Table("contained = [\"took ~ {down|offline}\", \"offline\"]".parse().unwrap());
        let compiled = lexicon(&file).unwrap();
        assert_eq!(compiled["words"], "in order to|offline|down");
        assert_eq!(compiled["senses"], json!([[], [{"event": "contained"}]]));
        assert_eq!(compiled["stand_for"], json!([0, 1, null]));
        assert_eq!(compiled["gaps"], json!([["took", 2, 1], ["took", 1, 1]]));
    }

    #[test]
    fn what_is_no_lexicon_is_told_by_its_name() {
        for (more, wanted) in [
            ("[elephant]\nwords = []", "[elephant]: no table of a lexicon"),
            ("[label.cause]\nwords = []", "[label] cause: not a list of words"),
        ] {
            let (name, rest) = more.split_once('\n').unwrap();
            let mut file = file("");
            let key = name.trim_matches(['[', ']']);
            match key.split_once('.') {
                Some((table, key)) => file[table].as_table_mut().unwrap().insert(key.into(), toml::Value::Table(rest.parse().unwrap())),
                None => file.insert(key.into(), toml::Value::Table(rest.parse().unwrap())),
            };
            assert_eq!(lexicon(&file).unwrap_err(), wanted);
        }
        assert_eq!(lexicon(&Table::new()).unwrap_err(), "[contraction]: missing, or no table");
    }

    #[test]
    fn faults_of_lists_are_found() {
        let mut file = file("");
        file["cue"] = toml::Value::Table("leak = [\"leak\", \"l{ea|ea}k\", \"at \"]\nnot = []".parse().unwrap());
        let lists = |fault: &&String| fault.starts_with("[cue]");
        let faults = faults(&file);
        assert_eq!(
            faults.iter().filter(lists).collect::<Vec<_>>(),
            ["[cue] leak: leak", "[cue] leak: leak", "[cue] leak: at ", "[cue] not: no word"]
        );
    }
}
