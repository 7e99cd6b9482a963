//! The small words that the word order and the page of a language turn on.

use serde::{Deserialize, Deserializer};

use super::{Index, Table};

/// The small words that clauses, names and pages are told by.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SyntaxForm {
    /// Abbreviations that end with a full stop and end no sentence: Inc., No., e.g.
    pub abbreviations: Vec<String>,
    /// The words that number a case: Case 1, 事案1.
    pub cases: Index,
    /// The words that open a note when they stand in brackets or before a closing one: (注), (Note).
    pub notes: Index,
    /// The words that page numbers are printed with: Page 1 of 2.
    pub pages: Index,
    /// The words that join a label and who is meant by it: Date acknowledged *by* IIJ.
    pub agents: Vec<String>,
    /// Stand behind a thing and leave it out: を除く.
    pub excepting: Vec<String>,
    /// End a clause before a comma: し、 て、 が、
    #[serde(deserialize_with = "words")]
    pub clause_endings: Table<()>,
    /// End a clause also where no comma follows: ませんが.
    #[serde(deserialize_with = "words")]
    pub contrasts: Table<()>,
    /// Look like such an ending and end no clause: により、 について、
    #[serde(deserialize_with = "words")]
    pub adjuncts: Table<()>,
    /// Open another clause: but, while, although.
    pub clause_openers: Index,
    /// Open a relative clause that may be put into another between commas: , which.
    pub relatives: Vec<String>,
    /// Go on with a clause behind one that was put into it: , *were* not leaked.
    pub auxiliaries: Vec<String>,
    /// Stand beside the means of an attack, before it or behind it: *using* a stolen password, パスワード*を使用し*.
    pub instruments: Index,
    /// Stand before the day of an earlier report: our *announcement of* October 11.
    pub report_marks: Vec<String>,
    /// Open a clause for the day at which a period before it ends: until May 6, *when* we closed it.
    pub end_clauses: Vec<String>,
    /// Undo a negation before them: not known *until* May 3.
    pub not_until: Index,
    /// Join the words of a Latin name in small letters: Bank *of* X, Komugi *no* Mori.
    pub name_joints: Index,
    /// Stand before a Latin name and are no part of it: the.
    pub articles: Index,
    /// Join two names, of which a kanji may look like part of the first: 及び.
    pub name_conjunctions: Vec<String>,
    /// Particles of one kana, which stand between words.
    pub particles: Vec<char>,
    /// The kana that verbs end with within a word: 見直*し*本舗.
    pub okurigana: Vec<char>,
    /// The letters of which the nouns for a time are made that end the label of one: 停止*日時*.
    pub time_letters: Vec<char>,
    /// The kana that join a name to its owner and may stand within it: の.
    pub possessives: Vec<char>,
    /// The kana that sentences end with and headlines, which end with a noun, do not.
    pub verb_endings: Vec<char>,
    /// Stand behind a noun and say who made or runs what it names: a product *made* by X.
    pub participles: Index,
    /// Endings of a word for what was done: leak*ed*.
    pub past_endings: Vec<String>,
    /// Begin the name of an organisation that has no legal form: University of.
    pub org_prefixes: Vec<String>,
    /// Begin a sentence with a capital and no name.
    pub opening_stops: Index,
    /// Stand before who published a page: *by* X.
    pub by_lines: Vec<String>,
    /// Stand between the office of a person and the house it is held in: Head of Platform *at* X.
    pub houses: Vec<String>,
    /// Tell in a headline that a page is about many matters.
    pub round_ups: Index,
    /// Begin the phrase that says whose a service is: *our* booking site.
    pub owners: Index,
    /// Begin a heading that asks: What happened.
    pub questions: Index,
    /// Means by which people are told, as against those who tell: notified by *post*.
    pub means: Vec<String>,
    /// Forms that put the one who is told first: *was* notified by.
    pub passives: Vec<String>,
    /// Stand before who owns a text: Copyright.
    pub copyrights: Index,
    /// Nouns for what happened: a suspected *leak*.
    pub deeds: Vec<String>,
    /// Stand before a word that is used as a noun: the intrusion.
    pub determiners: Vec<String>,
    /// Stand before a figure that is a share of one told before: *for* 87 persons.
    pub shares: Vec<String>,
    /// Stand before bare cases that are a share of what was told: *in* fewer than 50 cases.
    pub case_shares: Vec<String>,
    /// Open a sentence with the total that its other figures are shares of: *of the* 500 members, 41.
    pub bases: Index,
    /// Join figures of one noun: 12 current *and* 30 former members.
    pub and: Vec<String>,
    /// Stand behind a number of persons: 3,000 *who*.
    pub person_relatives: Vec<String>,
    /// Open or close a clause that has days of its own: that, after, who; するまで, した後.
    pub subordinators: Index,
    /// Close a clause that only leads up to the next: …した*ところ*、
    pub leading_up: Vec<String>,
    /// Join a date to the noun behind it: 4日の障害.
    pub genitives: Vec<String>,
    /// Stand behind a date as of which something is counted: 時点, 現在.
    pub as_of: Vec<String>,
    /// Legal forms of those who run institutions with names of their own: 学校法人.
    pub institutional_forms: Vec<String>,
    /// End the name of a part of an organisation: Division, 課.
    pub org_units: Vec<String>,
    /// Stand before whom somebody tells: *told* the police.
    pub telling: Vec<String>,
    /// Stand behind the day of a letter or a notice: 付, 付け.
    pub datings: Vec<String>,
    /// Stand between a date and the title of the notice of that day: 付け.
    pub dated: Vec<String>,
    /// Stand behind a harm that is only asked for: 流出か.
    pub doubting: Vec<String>,
    /// Say of a harm that it came: を受け, があり.
    #[serde(deserialize_with = "words")]
    pub befalling: Table<()>,
    /// Endings of what is done by saying it: お知らせ*いたします*.
    pub performatives: Vec<String>,
    /// Words for a report of one's own: 公表, announced.
    pub own_reports: Index,
    /// Words for a report of anybody's: ニュースリリース.
    pub releases: Index,
    /// Short names that stand for a law named before: 法, the Act.
    pub short_laws: Index,
    /// Stand behind those who told of the matter: 1名*から*指摘があり.
    pub sources: Vec<String>,
    /// Stand behind those who are meant and honour or gather them: の皆様, 全員.
    pub honorifics: Index,
    /// Stand behind those to whom something is told: に, へ, 宛.
    pub datives: Index,
    /// Look like one of these and are none: による, について.
    pub not_datives: Index,
    /// Stand behind him through whom or with whom something is done: による, を通じ.
    pub comitatives: Index,
    /// Stand behind him from whom something comes: 社から.
    pub senders: Vec<String>,
    /// Say that something was received: 受け.
    pub receiving: Vec<String>,
    /// Stand behind one of several who is named: の1社*である*.
    pub identities: Vec<String>,
    /// What is left of something that was before: 形跡.
    pub traces: Vec<String>,
    /// Stand behind a word that is used as a noun and subject or topic: 感染*は*.
    pub noun_particles: Vec<String>,
    /// Stand behind a figure of those among others whom something holds for: 381件*が該当*.
    pub belonging: Vec<String>,
    /// Announce that a number follows: `the number of`.
    pub number_of: Vec<String>,
    /// Endings that deny the predicate before them: ない, ません.
    #[serde(deserialize_with = "words")]
    pub negative_endings: Table<()>,
    /// Stand before the report that a clause is told in: 旨の報告.
    pub relaying: Vec<String>,
    /// Stand before the predicate that a clause is said with: と発表した.
    pub quotatives: Vec<String>,
    /// Join dates in a row: および, ・.
    pub joiners: Vec<String>,
    /// Endings of a predicate that qualifies the noun behind it: した, された.
    pub attributives: Vec<String>,
    /// Stand behind a word that is used as a noun: 停止に伴い, 発生後.
    pub noun_marks: Vec<String>,
    /// Lead in a list: 以下のとおり, as follows.
    pub lead_ins: Index,
    /// Begin the heading of one case among several.
    pub case_words: Index,
    /// Legal forms of organisations: 株式会社, Inc.
    pub legal_forms: Index,
    /// End the name of an organisation that has no legal form: 市, 大学, Hospital.
    pub org_suffixes: Vec<String>,
    /// Say of a firm that it belongs to the issuer: 子会社, subsidiary.
    pub affiliates: Index,
    /// End the short form of a firm: IIJ社.
    pub firm_suffixes: Vec<String>,
    /// Stand in a line that addresses the reader: 各位, 御中.
    pub addressees: Index,
    /// Name a service beside its quoted name: サイト, app.
    pub service_nouns: Index,
    /// Stand behind or in quotes that are no service.
    pub not_services: Index,
    /// Stand between the name of who did something and the day of it: は.
    pub subject_marks: Vec<String>,
    /// Begin a word that speaks of one named before: 同社.
    pub anaphors: Vec<String>,
    /// Stand before the name of who runs something: を運営する.
    pub running: Vec<String>,
    /// Stand behind the name that opens a headline: での.
    pub headline_joints: Vec<String>,
    /// Make a clause the object of another: していた*こと*を確認.
    pub embedders: Vec<String>,
    /// Deny what stands before them: stored *neither* here nor there.
    pub correlatives: Vec<String>,
    /// End a sentence that asks: ですか。, ?
    pub question_endings: Vec<String>,
    /// Begin a subject of which there is none: `No flaw was exploited`.
    pub denied_subjects: Vec<String>,
    /// Stand before the name of a text or of a part of one: `See "Risk Factors"`.
    pub headings_named: Vec<String>,
    /// Introduce a short form: 以下, hereinafter.
    pub alias_marks: Index,
    /// Stand before a number that is no telephone.
    pub fax: Vec<String>,
    /// The issuer speaks of itself: 当社, we.
    pub first_person: Vec<String>,
    /// Titles of persons: 代表取締役, President.
    pub person_titles: Index,
    /// Mark the name of a paper or a news site: 新聞, Times.
    pub mastheads: Index,
    /// End the name of an authority: 省, 委員会, Ministry.
    pub authorities: Vec<String>,
    /// Somebody writes about another: 同社, according to.
    pub reporting: Vec<String>,
    /// A private page: 投稿, posted by.
    pub diary: Vec<String>,
}

impl SyntaxForm {
    /// Whether a word ends as words for what was done do, and is more than that ending: leak*ed*.
    pub(crate) fn is_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
    }
}

/// A list of words that are looked up where they stand.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table<()>, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    Ok(words.into_iter().map(|word| (word, ())).collect())
}
