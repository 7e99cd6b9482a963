//! Who governs whom, sentence by sentence.

use super::{Sentence, Stance};
use crate::lexicon::{Concept, Lexicon};
use crate::model::{Event, Exclusion, Language};
use crate::{DataCategory, Span};

/// The events of the dates of `text`, in order.
fn events(language: Language, text: &str) -> Vec<Option<Event>> {
    let lexicon = Lexicon::of(language);
    let syntax = super::of(lexicon);
    let sentence = Sentence::read(text, Span::new(0, text.len()), lexicon, &*syntax);
    let dates = (0..sentence.tokens.len()).filter(|at| sentence.tokens[*at].is_date());
    dates.map(|at| syntax.event_of(&sentence, at).map(|attached| attached.event)).collect()
}

/// A kind of data and what is said of it.
type Said = (DataCategory, Option<Stance>);

/// What `text` says of each kind of data that it names, in order.
fn stances(language: Language, text: &str) -> Vec<Said> {
    let lexicon = Lexicon::of(language);
    let syntax = super::of(lexicon);
    let sentence = Sentence::read(text, Span::new(0, text.len()), lexicon, &*syntax);
    let category = |concepts: &[Concept]| {
        concepts.iter().find_map(|concept| match concept {
            Concept::Data(category) => Some(*category),
            _ => None,
        })
    };
    let items = (0..sentence.tokens.len()).filter_map(|at| category(sentence.tokens[at].concepts()).map(|category| (at, category)));
    items.map(|(at, category)| (category, syntax.stance_of(&sentence, at))).collect()
}

#[test]
fn japanese_dates_belong_to_the_predicate_that_closes_their_clause() {
    use Event::*;
    let cases: &[(&str, &[Option<Event>])] = &[
        ("2024年5月7日、監視装置が不審な通信を検知しました。", &[Some(Discovered)]),
        // The report is what happened on the day; the attack is what it told of.
        ("5月7日、委託先から同社が攻撃を受けた旨の報告を受けました。", &[Some(Discovered)]),
        ("4日の障害を7日に検知しました。", &[Some(Occurred), Some(Discovered)]),
        ("5月7日に検知し、翌8日に通信を遮断しました。", &[Some(Discovered), Some(Contained)]),
        ("専門会社の調査は6月30日に完了しました。", &[Some(Confirmed)]),
        ("個人情報保護委員会には5月10日に報告しました。", &[Some(Reported)]),
        ("対象のお客様には5月20日から書面で通知しております。", &[Some(Notified)]),
        ("4月1日付け「システム障害について」のとおり、復旧を進めております。", &[Some(Announced)]),
        ("「システム障害について」(4月1日付)でお知らせしたとおり、復旧を進めております。", &[Some(Announced)]),
        ("4月1日の第1報に続き、検知の経緯をお知らせします。", &[Some(Announced)]),
        ("調査の結果、12月に不正アクセスがあったことを確認しました。", &[Some(Occurred)]),
        ("4月18日の時点では被害の範囲が分かっておりませんでした。", &[None]),
        ("サイトの停止を12月23日に行いました。", &[Some(Contained)]),
        // What stands in brackets belongs to the brackets.
        ("元従業員(6月13日付で契約を結び直した者)が名簿を持ち出していたことが判明しました。", &[None]),
        // A clause that only leads up to the next, and one that only says when.
        ("6月3日に書類を点検したところ、封筒がないことに気付きました。", &[Some(Discovered)]),
        ("当社が6月3日に検知するまでの間、情報が外部に流出しました。", &[Some(Discovered)]),
        ("3月4日の点検で発覚しました。", &[Some(Discovered)]),
        // What was done on the day and known to be wrong later.
        ("6月3日に送信した案内メールで、宛先が見える状態であったことがわかりました。", &[Some(Occurred)]),
        ("6月3日、対象の皆様にお詫びのメールを送信しました。", &[Some(Notified)]),
        // A harm without any other predicate.
        ("6月3日、担当者が許可なく名簿を社外へ持ち出す", &[Some(Occurred)]),
        // 本日 is the day of what the text itself does, for those whom it is done to.
        ("対象のお客様には本日より個別にご連絡申し上げます。", &[Some(Notified)]),
        ("下記のとおり本日お知らせいたします。", &[None]),
        // Dates in a row share their predicate, and one with a clause of its own does not.
        ("6月3日に県警、6月4日に個人情報保護委員会へ報告しました。", &[Some(Reported), Some(Reported)]),
        ("2月21日、専門機関に調査を委託し、同月28日に結果を受領しました。", &[None, None]),
        // The day of a notice, whatever it tells of; in brackets, what stands right beside it.
        ("10月4日付けでサイバー攻撃によるシステム障害についての公表をいたしました。", &[Some(Announced)]),
        ("不正アクセスによるシステム障害(1月24日公表)により、ご迷惑をおかけしております。", &[Some(Announced)]),
        ("既報(11月8日付 第一報)の通り、サーバーがウイルスに感染しました。", &[Some(Announced)]),
        // Verbs of no event that say which thing is meant.
        ("10月23日に送られたメールが確認されております。", &[None]),
        ("10月29日に社外の者が侵入した形跡を確認しました。", &[Some(Occurred)]),
        ("翌25日に攻撃を受けたことを認識しました。", &[Some(Discovered)]),
        // A report that comes and one that goes.
        ("4月17日、保守会社から当社に、流出のおそれがある旨の報告。", &[Some(Discovered)]),
        ("4月28日、当社が監督官庁に報告。", &[Some(Reported)]),
    ];
    for (text, expected) in cases {
        assert_eq!(events(Language::Ja, text), *expected, "{text}");
    }
}

#[test]
fn a_headline_that_asks_is_not_sure() {
    let possible = |text| stances(Language::Ja, text).into_iter().all(|(_, said)| said == Some(Stance::Possible));
    assert!(possible("会員の氏名が流出か 楓市の学習塾"));
    assert!(possible("氏名と住所の漏えいか"));
    assert!(!possible("氏名の漏えいから一年"));
}

#[test]
fn what_is_done_behind_the_first_predicate_is_done_that_day_too() {
    let stopped = |text: &str| {
        let lexicon = Lexicon::of(Language::Ja);
        let syntax = super::of(lexicon);
        let sentence = Sentence::read(text, Span::new(0, text.len()), lexicon, &*syntax);
        let first = syntax.event_of(&sentence, 0).expect("the date has a predicate");
        syntax.also(&sentence, 0, first, false).into_iter().map(|attached| attached.event).collect::<Vec<_>>()
    };
    assert_eq!(stopped("6月3日に不審な通信を検知し、直ちにサーバーを停止しました。"), [Event::Contained]);
    assert_eq!(stopped("6月3日に不審な通信を検知し、6月4日にサーバーを停止しました。"), []);
    assert_eq!(stopped("6月3日に不審な通信を検知しました。"), []);
}

#[test]
fn english_dates_belong_to_the_predicate_beside_them() {
    use Event::*;
    let cases: &[(&str, &[Option<Event>])] = &[
        ("On May 7, 2024, our monitoring system detected suspicious traffic.", &[Some(Discovered)]),
        ("Suspicious traffic was detected on May 7, 2024.", &[Some(Discovered)]),
        ("The service was suspended on May 8 and resumed on May 20.", &[Some(Contained), Some(Restored)]),
        ("We learned on May 7 that the laptop had been stolen on May 3.", &[Some(Discovered), Some(Occurred)]),
        ("The matter was reported to the police on May 9, 2024.", &[Some(Reported)]),
        ("As of May 10, 2024 the cause was being looked into.", &[None]),
        // The verb outweighs a noun of the same sense.
        ("It learned of the intrusion on January 11.", &[Some(Discovered)]),
        ("We were told of a suspected leak by the bank on May 20.", &[Some(Discovered)]),
        ("A laptop was stolen from a car on May 3.", &[Some(Occurred)]),
        ("Letters of apology will be posted to the patients on February 13.", &[Some(Notified)]),
        ("We reported to the Commission on May 23 and to the police on May 24.", &[Some(Reported), Some(Reported)]),
        ("The breach is that of our First Report of May 12 and Second Report of June 3.", &[Some(Announced), Some(Announced)]),
        ("The school was notified on January 7 by its vendor.", &[Some(Discovered)]),
        ("The pupils were notified on January 7 by post.", &[Some(Notified)]),
        ("We applied the fix on June 12, and the site was reopened on June 14.", &[None, Some(Restored)]),
        ("It was made public on May 31 and is known as CVE-2023-99341.", &[Some(VulnerabilityPublished)]),
    ];
    for (text, expected) in cases {
        assert_eq!(events(Language::En, text), *expected, "{text}");
    }
}

#[test]
fn japanese_negation_and_doubt_stand_behind_what_they_reach() {
    use DataCategory::*;
    let leaked = Some(Stance::Leaked);
    let possible = Some(Stance::Possible);
    let excluded = |kind| Some(Stance::Excluded(kind));
    let cases: &[(&str, &[Said])] = &[
        ("氏名、住所が漏えいしました。", &[(Name, leaked), (Address, leaked)]),
        ("氏名、住所が漏えいした可能性があります。", &[(Name, possible), (Address, possible)]),
        ("漏えいのおそれを否定できない情報は、氏名です。", &[(Name, possible)]),
        (
            "氏名、住所、電話番号は含まれておりません。",
            &[
                (Name, excluded(Exclusion::NotIncluded)),
                (Address, excluded(Exclusion::NotIncluded)),
                (PhoneNumber, excluded(Exclusion::NotIncluded)),
            ],
        ),
        ("クレジットカード情報は保有しておりません。", &[(CreditCard, excluded(Exclusion::NotHeld))]),
        // What brackets deny of something else is said of that alone.
        (
            "表示された情報:氏名、住所(パスワードは表示されておりません)",
            &[(Name, leaked), (Address, leaked), (Password, excluded(Exclusion::NotIncluded))],
        ),
        ("パスワードの流出は確認されておりません。", &[(Password, excluded(Exclusion::NotConfirmed))]),
        ("氏名は漏えいしましたが、パスワードは含まれません。", &[(Name, leaked), (Password, excluded(Exclusion::NotIncluded))]),
    ];
    for (text, expected) in cases {
        assert_eq!(stances(Language::Ja, text), *expected, "{text}");
    }
}

#[test]
fn english_negation_and_doubt_stand_before_what_they_reach() {
    use DataCategory::*;
    let leaked = Some(Stance::Leaked);
    let possible = Some(Stance::Possible);
    let excluded = |kind| Some(Stance::Excluded(kind));
    let cases: &[(&str, &[Said])] = &[
        ("Names and addresses were leaked.", &[(Name, leaked), (Address, leaked)]),
        ("Names and addresses may have been leaked.", &[(Name, possible), (Address, possible)]),
        ("Names were leaked, but not passwords.", &[(Name, leaked), (Password, excluded(Exclusion::NotIncluded))]),
        ("No passwords were stored on the server.", &[(Password, excluded(Exclusion::NotHeld))]),
        ("There is no evidence that passwords were accessed.", &[(Password, excluded(Exclusion::NotConfirmed))]),
        (
            "The files included names and did not include passwords.",
            &[(Name, Some(Stance::Involved)), (Password, excluded(Exclusion::NotIncluded))],
        ),
        ("Passwords are kept on another server and were not leaked.", &[(Password, excluded(Exclusion::NotIncluded))]),
        ("Names of members of Komugi no Mori were leaked.", &[(Name, leaked)]),
        ("Names, which our first notice listed, were not leaked.", &[(Name, excluded(Exclusion::NotIncluded))]),
        ("Names are entered on another page and were not leaked.", &[(Name, excluded(Exclusion::NotIncluded))]),
        (
            "Not on that server: names, passwords.",
            &[(Name, excluded(Exclusion::NotIncluded)), (Password, excluded(Exclusion::NotIncluded))],
        ),
        ("The names, but not passwords, of customers were copied.", &[(Name, leaked), (Password, excluded(Exclusion::NotIncluded))]),
        ("Names were accessed, but passwords were not.", &[(Name, leaked), (Password, excluded(Exclusion::NotIncluded))]),
        ("The information potentially affected includes names.", &[(Name, possible)]),
        // The means of an attack are not what it took.
        ("Using a stolen password an intruder copied names.", &[(Name, leaked)]),
    ];
    for (text, expected) in cases {
        assert_eq!(stances(Language::En, text), *expected, "{text}");
    }
}

#[test]
fn what_is_joined_to_the_first_predicate_was_done_on_the_same_day() {
    use Event::*;
    let cases: &[(&str, &[Event])] = &[
        ("On May 8 we found the flaw, shut down the site and reported it to the police.", &[Contained, Reported]),
        ("On May 8 we found the flaw, and on May 9 we shut down the site.", &[]),
        ("We found the flaw on May 8 and shut down the site.", &[]),
    ];
    let lexicon = Lexicon::of(Language::En);
    let syntax = super::of(lexicon);
    for (text, expected) in cases {
        let sentence = Sentence::read(text, Span::new(0, text.len()), lexicon, &*syntax);
        let date = sentence.tokens.iter().position(super::Token::is_date).unwrap_or_default();
        let first = syntax.event_of(&sentence, date).unwrap_or_else(|| panic!("{text}"));
        let also: Vec<Event> = syntax.also(&sentence, date, first, false).into_iter().map(|told| told.event).collect();
        assert_eq!(also, *expected, "{text}");
    }
}
