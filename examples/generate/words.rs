//! The words and sentences that texts are generated from.

use super::random::Random;

pub struct Country {
    pub code: &'static str,
    pub key: char,
    pub name: &'static str,
    pub adjective: &'static str,
    pub native: &'static str,
    pub language: &'static str,
    /// Family names, romanised and in their script.
    pub families: &'static [(&'static str, &'static str)],
    /// Given names, romanised and in their script.
    pub givens: &'static [(&'static str, &'static str)],
    /// Whether the family name comes first.
    pub family_first: bool,
    /// Excerpts from documents.
    pub quotes: &'static [&'static str],
}

pub const COUNTRIES: &[Country] = &[
    Country {
        code: "CN",
        key: 'C',
        name: "China",
        adjective: "Chinese",
        native: "中国",
        language: "zh",
        families: &[("Wang", "王"), ("Li", "李"), ("Zhang", "张"), ("Chen", "陈"), ("Zhao", "赵")],
        givens: &[
            ("Wenming", "文明"),
            ("Guoqing", "国庆"),
            ("Xiaoyu", "晓雨"),
            ("Zhiyuan", "志远"),
            ("Haitao", "海涛"),
        ],
        family_first: true,
        quotes: &[
            "双方就进一步发展两国关系和共同关心的国际和地区问题深入交换了意见,达成广泛共识。",
            "会谈在坦诚友好的气氛中进行。",
            "中方愿同各方保持密切沟通和协调,推动对话进程。",
        ],
    },
    Country {
        code: "JP",
        key: 'J',
        name: "Japan",
        adjective: "Japanese",
        native: "日本",
        language: "ja",
        families: &[
            ("Tanaka", "田中"),
            ("Yamamoto", "山本"),
            ("Katō", "加藤"),
            ("Ōnishi", "大西"),
            ("Shimizu", "清水"),
        ],
        givens: &[("Kenji", "健二"), ("Jun'ichi", "純一"), ("Yōko", "洋子"), ("Masaru", "勝"), ("Shin'ya", "信也")],
        family_first: false,
        quotes: &[
            "両首脳は、平和条約締結問題を含む二国間関係全般について率直な意見交換を行った。",
            "双方は、対話を継続していくことで一致した。",
            "大臣は、地域の安定のために関係国が緊密に連携することが重要であると述べた。",
        ],
    },
    Country {
        code: "KP",
        key: 'K',
        name: "North Korea",
        adjective: "North Korean",
        native: "조선",
        language: "ko",
        families: &[("Kim", "김"), ("Ri", "리"), ("Pak", "박"), ("Choe", "최"), ("Kang", "강")],
        givens: &[
            ("Yong-chol", "영철"),
            ("Su-gil", "수길"),
            ("Myong-ho", "명호"),
            ("Kwang-sok", "광석"),
            ("Ok-sun", "옥순"),
        ],
        family_first: true,
        quotes: &[
            "담화는 동지적이며 친선적인 분위기속에서 진행되였다.",
            "쌍방은 호상 관심사로 되는 일련의 문제들에 대하여 의견을 교환하였다.",
            "우리는 대화의 방법으로 문제를 풀어나갈 립장을 다시금 밝힌다.",
        ],
    },
    Country {
        code: "KR",
        key: 'S',
        name: "South Korea",
        adjective: "South Korean",
        native: "대한민국",
        language: "ko",
        families: &[("Lee", "이"), ("Park", "박"), ("Jung", "정"), ("Yoon", "윤"), ("Han", "한")],
        givens: &[
            ("Min-ho", "민호"),
            ("Seung-woo", "승우"),
            ("Ji-young", "지영"),
            ("Dong-hyun", "동현"),
            ("Hye-jin", "혜진"),
        ],
        family_first: true,
        quotes: &[
            "양측은 한반도 정세와 양국 간 경제협력 방안에 대해 의견을 교환했다.",
            "장관은 긴밀한 공조를 계속해 나가기로 했다고 밝혔다.",
        ],
    },
    Country {
        code: "MN",
        key: 'M',
        name: "Mongolia",
        adjective: "Mongolian",
        native: "Монгол",
        language: "mn",
        families: &[("Batmönkh", "Батмөнх"), ("Ganbold", "Ганболд"), ("Tömör", "Төмөр"), ("Enkhbayar", "Энхбаяр")],
        givens: &[("Dorj", "Дорж"), ("Oyuun", "Оюун"), ("Sükh", "Сүх"), ("Bold", "Болд")],
        family_first: true,
        quotes: &["Талууд хоёр орны харилцааны асуудлаар санал солилцов.", "Уулзалт найрсаг уур амьсгалд болов."],
    },
    Country {
        code: "RU",
        key: 'R',
        name: "Russia",
        adjective: "Russian",
        native: "Россия",
        language: "ru",
        families: &[
            ("Sokolov", "Соколов"),
            ("Morozov", "Морозов"),
            ("Vinogradov", "Виноградов"),
            ("Zaytsev", "Зайцев"),
            ("Alekseyev", "Алексеев"),
        ],
        givens: &[
            ("Nikolay", "Николай"),
            ("Sergey", "Сергей"),
            ("Yury", "Юрий"),
            ("Anatoly", "Анатолий"),
            ("Dmitry", "Дмитрий"),
        ],
        family_first: false,
        quotes: &[
            "Состоялся обстоятельный обмен мнениями по ключевым вопросам двусторонней повестки дня.",
            "Стороны подтвердили готовность продолжать диалог на всех уровнях.",
            "Особое внимание было уделено урегулированию ситуации политико-дипломатическими средствами.",
        ],
    },
    Country {
        code: "US",
        key: 'U',
        name: "United States",
        adjective: "American",
        native: "United States",
        language: "en",
        families: &[("Whitfield", ""), ("Garrison", ""), ("O'Neill", ""), ("Calloway", ""), ("Prescott-Hale", "")],
        givens: &[("Margaret", ""), ("Howard", ""), ("Eleanor", ""), ("Walter", ""), ("Ruth", "")],
        family_first: false,
        quotes: &[
            "We had a candid and constructive exchange, and we agreed to stay in close touch in the weeks ahead.",
            "The two sides reviewed the whole range of questions before them and found more common ground than expected.",
        ],
    },
    Country {
        code: "VN",
        key: 'V',
        name: "Vietnam",
        adjective: "Vietnamese",
        native: "Việt Nam",
        language: "vi",
        families: &[("Nguyễn", ""), ("Trần", ""), ("Phạm", ""), ("Đặng", "")],
        givens: &[("Văn Minh", ""), ("Thị Hồng", ""), ("Quốc Bảo", ""), ("Đức Thắng", "")],
        family_first: true,
        quotes: &[
            "Hai bên đã trao đổi ý kiến về các vấn đề cùng quan tâm.",
            "Cuộc hội đàm diễn ra trong không khí hữu nghị.",
        ],
    },
];

/// The names of a person: romanised, for sorting, and in the script of the country.
pub fn person(country: usize, number: usize) -> (String, String, String) {
    let Country { families, givens, family_first, .. } = &COUNTRIES[country];
    let (family, family_native) = families[number % families.len()];
    let (given, given_native) = givens[(number / families.len()) % givens.len()];
    let apart = if family_native.is_ascii() || family_native.starts_with(|c: char| c < '\u{800}') { " " } else { "" };
    let joined = |family: &str, given: &str, apart: &str, first: bool| match first {
        true => format!("{family}{apart}{given}"),
        false => format!("{given}{apart}{family}"),
    };
    let native = match family_native {
        "" => String::new(),
        _ => joined(family_native, given_native, apart, *family_first || apart.is_empty()),
    };
    let sort = if *family_first { format!("{family} {given}") } else { format!("{family}, {given}") };
    (joined(family, given, " ", *family_first), sort, native)
}

/// The number of people of a country: every family name with every given name.
pub fn persons(country: usize) -> usize {
    COUNTRIES[country].families.len() * COUNTRIES[country].givens.len()
}

pub struct Kind {
    pub id: &'static str,
    pub name: &'static str,
    pub level: &'static str,
    pub mode: &'static str,
    pub weight: usize,
    /// Verbs for titles.
    pub verbs: &'static [&'static str],
    /// The offices of the participants.
    pub offices: &'static [&'static str],
}

pub const KINDS: &[Kind] = &[
    Kind {
        id: "talks",
        name: "Talks of leaders",
        level: "leader",
        mode: "in-person",
        weight: 8,
        verbs: &["meet in", "hold talks in", "confer in"],
        offices: &["Prime Minister", "President", "Chairman of the Council of State"],
    },
    Kind {
        id: "call",
        name: "Call",
        level: "leader",
        mode: "phone",
        weight: 14,
        verbs: &["speak by telephone about", "confer by telephone on"],
        offices: &["Prime Minister", "Foreign Minister"],
    },
    Kind {
        id: "letter",
        name: "Letter",
        level: "leader",
        mode: "letter",
        weight: 12,
        verbs: &["exchange letters on", "exchange messages on"],
        offices: &["President", "Prime Minister"],
    },
    Kind {
        id: "ministerial",
        name: "Ministerial",
        level: "minister",
        mode: "in-person",
        weight: 22,
        verbs: &["discuss", "review", "take up"],
        offices: &["Foreign Minister", "Minister of Trade", "Minister of Transport", "Minister of Agriculture"],
    },
    Kind {
        id: "consultations",
        name: "Consultations",
        level: "official",
        mode: "in-person",
        weight: 26,
        verbs: &["continue working talks on", "exchange drafts on", "compare positions on"],
        offices: &["Director-General", "Ambassador-at-Large", "Deputy Foreign Minister"],
    },
    Kind {
        id: "statement",
        name: "Statement",
        level: "other",
        mode: "statement",
        weight: 12,
        verbs: &["issue a joint statement on", "answer the note on"],
        offices: &["Spokesman", "Chief Cabinet Secretary"],
    },
    Kind {
        id: "exchange",
        name: "Exchange",
        level: "other",
        mode: "in-person",
        weight: 6,
        verbs: &["send delegations on", "open an exhibition on"],
        offices: &["Governor", "Chairman of the Friendship Society"],
    },
];

pub const TOPICS: &[(&str, &str, &str)] = &[
    ("peace-treaty", "Peace treaty", "the peace treaty"),
    ("border", "Border", "the course of the border"),
    ("fisheries", "Fisheries", "the salmon and crab quotas"),
    ("trade", "Trade", "trade and customs"),
    ("railways", "Railways", "the trans-continental railway"),
    ("energy", "Energy", "gas and electricity supplies"),
    ("family-visits", "Family visits", "visits to family graves"),
    ("abductions", "Abductions", "the abductions"),
    ("nuclear", "Nuclear programmes", "the nuclear programme"),
    ("missiles", "Missiles", "the missile launches"),
    ("six-party-talks", "Six-party talks", "the six-party talks"),
    ("humanitarian", "Humanitarian aid", "rice and medicine for the flooded provinces"),
    ("culture", "Culture", "the exchange of orchestras and museums"),
    ("aviation", "Aviation", "air routes"),
    ("environment", "Environment", "dust storms and river pollution"),
    ("debt", "Debt", "the settlement of old debts"),
    ("labour", "Labour", "the employment of workers in the timber industry"),
    ("prisoners", "Prisoners", "the return of prisoners"),
];

/// Cities: an id, a name, the country's position, latitude and longitude.
pub const CITIES: &[(&str, &str, usize, &str, &str)] = &[
    ("beijing", "Beijing", 0, "39.904", "116.407"),
    ("shenyang", "Shenyang", 0, "41.805", "123.431"),
    ("dandong", "Dandong", 0, "40.129", "124.395"),
    ("tokyo", "Tokyo", 1, "35.676", "139.650"),
    ("niigata", "Niigata", 1, "37.916", "139.036"),
    ("sapporo", "Sapporo", 1, "43.062", "141.354"),
    ("kyoto", "Kyoto", 1, "35.011", "135.768"),
    ("pyongyang", "Pyongyang", 2, "39.039", "125.763"),
    ("wonsan", "Wonsan", 2, "39.153", "127.444"),
    ("seoul", "Seoul", 3, "37.567", "126.978"),
    ("busan", "Busan", 3, "35.180", "129.076"),
    ("ulaanbaatar", "Ulaanbaatar", 4, "47.886", "106.906"),
    ("moscow", "Moscow", 5, "55.756", "37.617"),
    ("vladivostok", "Vladivostok", 5, "43.116", "131.883"),
    ("khabarovsk", "Khabarovsk", 5, "48.480", "135.072"),
    ("irkutsk", "Irkutsk", 5, "52.287", "104.305"),
    ("washington", "Washington", 6, "38.907", "-77.037"),
    ("new-york", "New York", 6, "40.713", "-74.006"),
    ("hanoi", "Hanoi", 7, "21.028", "105.854"),
    ("da-nang", "Đà Nẵng", 7, "16.068", "108.212"),
];

/// The venues in every city.
pub const VENUES: &[(&str, &str)] = &[
    ("foreign-ministry", "Foreign Ministry"),
    ("government-house", "Government House"),
    ("guest-house", "State Guest House"),
    ("congress-hall", "Congress Hall"),
    ("embassy", "Embassy"),
    ("grand-hotel", "Grand Hotel"),
];

pub const SETTINGS: &[&str] =
    &["official visit", "working visit", "on the margins of a conference", "annual consultations", "stopover"];

/// Publishers of a country: what follows its code in the id, the name, the class, the licence, the host.
pub const PUBLISHERS: &[(&str, &str, &str, &str, &str)] = &[
    ("mfa", "Ministry of Foreign Affairs of {c}", "official", "CC-BY-4.0", "mfa"),
    ("government", "Government of {c}", "official", "public-domain", "gov"),
    ("agency", "Telegraph Agency of {c}", "state-agency", "unknown", "agency"),
    ("daily", "{a} Daily", "news", "all-rights-reserved", "daily"),
    ("herald", "{a} Evening Herald", "news", "all-rights-reserved", "herald"),
    ("institute", "Institute of History, {c}", "scholarly", "all-rights-reserved", "institute"),
];

/// Sentences of summaries, accounts and notes. Words in braces are placeholders.
pub const OPENINGS: &[&str] = &[
    "{p} told {q} that {c} was ready to resume work on {topic} as soon as the technical questions were settled.",
    "{p} and {q} went through {topic} for {hours} hours and left the text of the protocol open.",
    "At the {organ} {p} handed {q} a memorandum on {topic}, with {number} points and two annexes.",
    "The talks between {p} and {q} turned on {topic}; neither side changed its position of {month}.",
    "{p}, on the way back from {city}, proposed to {q} a commission on {topic} that would meet {number} times a year.",
    "{q} received {p} at the {organ}; both spoke of “a new stage” in relations between {c} and {d}.",
];

pub const MIDDLES: &[&str] = &[
    "The {adjective} side named {number} conditions, of which the {other} side accepted the first and the third.",
    "An agreement over {money} million dollars was initialled; payment begins in {month}.",
    "On {topic} the experts are to report before the end of {month}.",
    "{p} recalled the declaration signed in {city} and asked for its full implementation.",
    "The {other} delegation raised the fate of {number} persons missing since the war, and was given a list with {number} names.",
    "A visit of {q} to {city} was agreed in principle, without a date.",
    "The communiqué passes over {topic}, which the {other} papers had announced as the main subject.",
    "No progress was made on {topic}, where drafts have been exchanged since {month}.",
    "Both sides welcomed the opening of a consulate in {city} and of a direct route by way of {city}.",
];

pub const CLOSINGS: &[&str] = &[
    "The next round is planned for {month} in {city}.",
    "A spokesman of the {organ} called the meeting useful – no more.",
    "According to the {other} side the question “remains on the table”.",
    "The {adjective} press printed the text a day later, without the second paragraph.",
    "Journalists were not admitted.",
];

pub const ACCOUNTS: &[&str] = &[
    "Reports the meeting of {p} with {q} and quotes from the toast; gives the length as {hours} hours.",
    "Text of the statement of the {organ}: {number} paragraphs, of which the fourth concerns {topic}.",
    "Says that {p} asked for the protocol on {topic} and that {q} promised an answer by {month}.",
    "Names {number} members of the {adjective} delegation and the {other} hosts; nothing on {topic}.",
    "A commentary on {topic}: the {adjective} side is said to have moved, the {other} one not.",
];

pub const OUTCOMES: &[&str] = &[
    "Protocol on {topic}",
    "Joint communiqué of {c} and {d}",
    "Memorandum on {topic}, with {number} annexes",
    "Agreement to meet again in {month}",
    "Loan of {money} million dollars",
];

pub const NOTES: &[&str] = &[
    "The date follows the {adjective} record; the papers of {city} have it a day later.",
    "Not in the printed edition of {number} volumes.",
    "The {other} text calls it a “working contact”.",
];

const ORGANS: &[&str] = &["Foreign Ministry", "Council of Ministers", "presidential office", "parliament", "embassy"];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The subject of a text.
pub struct Matter<'a> {
    pub countries: [usize; 2],
    pub people: [&'a str; 2],
    pub topic: &'static str,
}

impl Matter<'_> {
    /// Appends a sentence with its placeholders filled in, and a blank before it if needed.
    pub fn write(&self, sentence: &str, random: &mut Random, text: &mut String) {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            self.fill(slot, random, text);
            rest = after;
        }
        text.push_str(rest);
    }

    /// One sentence, with its placeholders filled in.
    pub fn sentence(&self, sentences: &[&str], random: &mut Random) -> String {
        let mut text = String::new();
        self.write(random.choose(sentences), random, &mut text);
        text
    }

    fn fill(&self, slot: &str, random: &mut Random, text: &mut String) {
        let [one, other] = self.countries.map(|country| &COUNTRIES[country]);
        match slot {
            "p" => text.push_str(self.people[0]),
            "q" => text.push_str(self.people[1]),
            "c" => text.push_str(one.name),
            "d" => text.push_str(other.name),
            "adjective" => text.push_str(one.adjective),
            "other" => text.push_str(other.adjective),
            "topic" => text.push_str(if random.chance(60) { self.topic } else { random.choose(TOPICS).2 }),
            "organ" => text.push_str(random.choose(ORGANS)),
            "month" => text.push_str(random.choose(MONTHS)),
            "city" => text.push_str(random.choose(CITIES).1),
            "hours" => text.push_str(random.choose(&["two", "three", "four and a half", "six"])),
            "money" => text.push_str(&(5 * (1 + random.below(180))).to_string()),
            _ => text.push_str(&(2 + random.below(38)).to_string()),
        }
    }
}
