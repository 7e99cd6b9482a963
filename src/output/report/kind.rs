//! The sorts of facts that a report tells apart, each with a colour of its own.

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    When,
    Figure,
    Data,
    Cause,
    Response,
    Money,
    Name,
    Authority,
    Other,
}

impl Kind {
    /// The word that the style sheet knows it by.
    pub(super) fn key(self) -> &'static str {
        match self {
            Kind::When => "when",
            Kind::Figure => "figure",
            Kind::Data => "data",
            Kind::Cause => "cause",
            Kind::Response => "response",
            Kind::Money => "money",
            Kind::Name => "name",
            Kind::Authority => "authority",
            Kind::Other => "other",
        }
    }

    /// The word that people read.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::When => "days",
            Kind::Figure => "figures",
            Kind::Data => "data",
            Kind::Cause => "causes",
            Kind::Response => "responses",
            Kind::Money => "losses",
            Kind::Name => "names",
            Kind::Authority => "authorities",
            Kind::Other => "other",
        }
    }

    /// What a field of a reconciliation is about, by its path.
    pub(super) fn of_path(path: &str) -> Kind {
        if path.starts_with("guidance") {
            return Kind::Authority;
        }
        match path.rsplit('.').next().unwrap_or(path) {
            "published" | "dates" => Kind::When,
            "counts" | "certainty" => Kind::Figure,
            "data" => Kind::Data,
            "causes" | "vulnerabilities" => Kind::Cause,
            "responses" => Kind::Response,
            "losses" => Kind::Money,
            "issuer" | "organizations" | "services" => Kind::Name,
            _ => Kind::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_kind() {
        let cases = [
            ("published", Kind::When),
            ("incidents[12].dates", Kind::When),
            ("incidents[0].certainty", Kind::Figure),
            ("guidance[0].date", Kind::Authority),
            ("guidance[0].laws", Kind::Authority),
            ("incidents[0].vulnerabilities", Kind::Cause),
            ("issuer", Kind::Name),
            ("contacts", Kind::Other),
            ("incidents[0]", Kind::Other),
        ];
        for (path, kind) in cases {
            assert_eq!(Kind::of_path(path), kind, "{path}");
        }
    }
}
