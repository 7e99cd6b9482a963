//! The vocabularies of the notice model: closed sets of words, the same for both languages.
//!
//! Several of them follow VERIS (who acted, what was taken) and the items that rule 8 of the enforcement rules of Japan's
//! Act on the Protection of Personal Information asks a report for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares a vocabulary: an enum whose values are written in JSON as the words beside them.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$value_doc])* #[serde(rename = $word)] $value,)+
        }

        impl $name {
            /// Every value, in the order of the model.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The word that stands for it in JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$value => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// The language most of a text is written in.
    Language {
        /// Japanese.
        Ja = "ja",
        /// English.
        En = "en",
    }
}

vocabulary! {
    /// What sort of text it is.
    Genre {
        /// The organisation's own notice, apology or report.
        PressRelease = "press_release",
        /// An authority's own text.
        RegulatoryNotice = "regulatory_notice",
        /// An article about somebody else's incident.
        NewsArticle = "news_article",
        /// An article about many separate incidents.
        Digest = "digest",
        /// A private writer's page.
        Blog = "blog",
    }
}

vocabulary! {
    /// Where a text stands in a series of reports.
    Stage {
        /// It places itself in no series.
        Single = "single",
        /// The first report.
        Initial = "initial",
        /// A later report.
        Update = "update",
        /// The report that closes the matter.
        Final = "final",
    }
}

vocabulary! {
    /// What an organisation has to do with the matter.
    Role {
        /// Its data or customers are concerned.
        Affected = "affected",
        /// It runs the service.
        Operator = "operator",
        /// Its work, fault or system it was, on another's behalf.
        Contractor = "contractor",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// What happened on a day.
    Event {
        /// It happened, or went on.
        Occurred = "occurred",
        /// The organisation first learnt of it.
        Discovered = "discovered",
        /// An investigation established the leak or its extent.
        Confirmed = "confirmed",
        /// It was stopped.
        Contained = "contained",
        /// The service came back.
        Restored = "restored",
        /// The service was ended for good.
        Ended = "ended",
        /// It was reported to an authority or the police.
        Reported = "reported",
        /// The people affected were told.
        Notified = "notified",
        /// It was made public.
        Announced = "announced",
        /// An authority acted.
        Guidance = "guidance",
        /// A vulnerability was published.
        VulnerabilityPublished = "vulnerability_published",
        /// A date of the matter that none of these fits.
        Other = "other",
    }
}

vocabulary! {
    /// What is counted.
    Unit {
        /// People.
        Person = "person",
        /// Accounts and IDs.
        Account = "account",
        /// Contracts.
        Contract = "contract",
        /// Telephone or data lines.
        Line = "line",
        /// Telephone calls.
        Call = "call",
        /// E-mails and addresses sent to.
        Email = "email",
        /// Short messages.
        Message = "message",
        /// Payment cards.
        Card = "card",
        /// Records, cases of data.
        Record = "record",
        /// Companies.
        Company = "company",
        /// Households.
        Household = "household",
        /// Computers, drives, media.
        Device = "device",
        /// Sheets, booklets, letters.
        Document = "document",
        /// Files.
        File = "file",
        /// Shops.
        Shop = "shop",
        /// Incidents, cases.
        Incident = "incident",
    }
}

vocabulary! {
    /// How a figure bounds the real number.
    Bound {
        /// The number itself.
        Exact = "exact",
        /// The number or fewer.
        AtMost = "at_most",
        /// The number or more.
        AtLeast = "at_least",
        /// A rounded number.
        About = "about",
    }
}

vocabulary! {
    /// Whether the text is sure that it happened.
    Certainty {
        /// It did.
        Confirmed = "confirmed",
        /// It may have.
        Possible = "possible",
    }
}

vocabulary! {
    /// What a figure has to do with the matter.
    CountRole {
        /// Exposed or lost.
        Affected = "affected",
        /// A share of an affected figure.
        Part = "part",
        /// Really abused.
        Misused = "misused",
        /// Any other figure.
        Context = "context",
    }
}

vocabulary! {
    /// A kind of data.
    DataCategory {
        /// Name.
        Name = "name",
        /// Address.
        Address = "address",
        /// Email address.
        EmailAddress = "email_address",
        /// Phone number.
        PhoneNumber = "phone_number",
        /// Date of birth.
        DateOfBirth = "date_of_birth",
        /// Gender.
        Gender = "gender",
        /// Age.
        Age = "age",
        /// Nationality.
        Nationality = "nationality",
        /// Job, employer, department, title.
        Occupation = "occupation",
        /// User, member, customer or contract number.
        AccountId = "account_id",
        /// Password.
        Password = "password",
        /// Tokens, keys, third-party credentials.
        Credentials = "credentials",
        /// Card number, or card data as a whole.
        CreditCard = "credit_card",
        /// Card expiry.
        CardExpiry = "card_expiry",
        /// Card security code.
        CardSecurityCode = "card_security_code",
        /// Card holder.
        CardHolder = "card_holder",
        /// Bank account.
        BankAccount = "bank_account",
        /// Orders, reservations, deliveries.
        PurchaseHistory = "purchase_history",
        /// Amounts charged, payments, points.
        Billing = "billing",
        /// Who, when, how long.
        CommunicationRecord = "communication_record",
        /// Message bodies, attachments.
        CommunicationContent = "communication_content",
        /// Volumes, usage and viewing history.
        UsageData = "usage_data",
        /// Plan, options, contract state.
        ContractInfo = "contract_info",
        /// My Number, passport, licence, social security.
        GovernmentId = "government_id",
        /// Medical.
        Medical = "medical",
        /// Education.
        Education = "education",
        /// Income, assets, tax.
        Financial = "financial",
        /// Biometric.
        Biometric = "biometric",
        /// Photographs, video.
        Image = "image",
        /// Location.
        Location = "location",
        /// Ip address.
        IpAddress = "ip_address",
        /// Device id.
        DeviceId = "device_id",
        /// Questions, survey answers, free text.
        Inquiry = "inquiry",
        /// Trade secrets, business partners' data.
        BusinessInfo = "business_info",
        /// Personal data with no item named.
        PersonalInformation = "personal_information",
        /// Other.
        Other = "other",
    }
}

vocabulary! {
    /// What became of a kind of data.
    DataStatus {
        /// It was exposed or lost.
        Leaked = "leaked",
        /// It may have been.
        Possible = "possible",
        /// It was not involved.
        Excluded = "excluded",
    }
}

vocabulary! {
    /// Why a kind of data was not involved.
    Exclusion {
        /// It is not part of what was exposed.
        NotIncluded = "not_included",
        /// It is not kept at all.
        NotHeld = "not_held",
        /// No leak of it was found.
        NotConfirmed = "not_confirmed",
    }
}

vocabulary! {
    /// Why it happened.
    CauseCategory {
        /// Somebody got in without a right.
        UnauthorizedAccess = "unauthorized_access",
        /// Lists of leaked credentials were tried.
        CredentialStuffing = "credential_stuffing",
        /// Somebody was led to give access away.
        Phishing = "phishing",
        /// Malicious software.
        Malware = "malware",
        /// Malicious software that holds data to ransom.
        Ransomware = "ransomware",
        /// A weakness was used.
        VulnerabilityExploited = "vulnerability_exploited",
        /// A payment page was altered to steal cards.
        PaymentPageTampering = "payment_page_tampering",
        /// A fault in software.
        SoftwareDefect = "software_defect",
        /// A wrong setting.
        Misconfiguration = "misconfiguration",
        /// A mistake in work.
        HumanError = "human_error",
        /// Sent to the wrong place.
        Misdelivery = "misdelivery",
        /// Lost, or thrown away by mistake.
        Loss = "loss",
        /// Stolen.
        Theft = "theft",
        /// Somebody inside took it.
        Insider = "insider",
        /// Discarded without erasure.
        ImproperDisposal = "improper_disposal",
        /// It came from a contractor or outside service.
        ThirdParty = "third_party",
        /// The text says that it is not known.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What was done about it.
    Action {
        /// Service suspended.
        ServiceSuspended = "service_suspended",
        /// Service resumed.
        ServiceResumed = "service_resumed",
        /// Service terminated.
        ServiceTerminated = "service_terminated",
        /// Access blocked.
        AccessBlocked = "access_blocked",
        /// Password reset.
        PasswordReset = "password_reset",
        /// Customers notified.
        CustomersNotified = "customers_notified",
        /// Police notified.
        PoliceNotified = "police_notified",
        /// Regulator notified.
        RegulatorNotified = "regulator_notified",
        /// Investigation.
        Investigation = "investigation",
        /// Vulnerability fixed.
        VulnerabilityFixed = "vulnerability_fixed",
        /// Data recovered.
        DataRecovered = "data_recovered",
        /// Compensation.
        Compensation = "compensation",
        /// Monitoring.
        Monitoring = "monitoring",
        /// Help desk.
        HelpDesk = "help_desk",
        /// Prevention.
        Prevention = "prevention",
        /// Apology.
        Apology = "apology",
    }
}

vocabulary! {
    /// Misuse of the data afterwards.
    Harm {
        /// None was found.
        NoneConfirmed = "none_confirmed",
        /// It may happen or have happened.
        Possible = "possible",
        /// It happened.
        Confirmed = "confirmed",
    }
}

vocabulary! {
    /// Who acted on the matter.
    Authority {
        /// 総務省.
        Mic = "MIC",
        /// 個人情報保護委員会.
        Ppc = "PPC",
        /// 金融庁.
        Fsa = "FSA",
        /// 経済産業省.
        Meti = "METI",
        /// 厚生労働省.
        Mhlw = "MHLW",
        /// 国土交通省.
        Mlit = "MLIT",
        /// 文部科学省.
        Mext = "MEXT",
        /// The police.
        Police = "police",
        /// Another authority.
        Other = "other",
    }
}

vocabulary! {
    /// What an authority did.
    GuidanceAction {
        /// 指導.
        AdministrativeGuidance = "administrative_guidance",
        /// 勧告.
        Recommendation = "recommendation",
        /// 命令.
        Order = "order",
        /// 業務改善命令.
        BusinessImprovementOrder = "business_improvement_order",
        /// 業務停止命令.
        BusinessSuspensionOrder = "business_suspension_order",
        /// 報告徴求.
        ReportRequest = "report_request",
        /// 警告, 厳重注意.
        Warning = "warning",
        /// A fine.
        Fine = "fine",
    }
}

vocabulary! {
    /// How a desk is reached.
    ContactKind {
        /// By telephone.
        Phone = "phone",
        /// By e-mail.
        Email = "email",
        /// By a page.
        Url = "url",
    }
}

vocabulary! {
    /// What of a date was worked out and not written.
    Inferred {
        /// The year.
        Year = "year",
        /// The month.
        Month = "month",
        /// The day.
        Day = "day",
    }
}
