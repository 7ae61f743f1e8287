//! What an export is asked to be, from the words of the element's `export({method, scope})` (contract §4).

/// A file of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Values with `,` or `;` between them, RFC 4180.
    Csv,
    /// The same with tabs.
    Tsv,
    /// The endpoint's own envelope.
    Json,
    /// A row's JSON a line.
    Ndjson,
    /// A workbook, made by the second module.
    Xlsx,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Tsv, Self::Json, Self::Ndjson];

    /// The word for it, which is also the ending of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Tsv => "text/tab-separated-values;charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The rows.
    Rows(Format),
    /// The chart as a drawing.
    Svg,
    /// The chart as a picture.
    Png,
    /// The request as a command.
    Curl,
}

impl Method {
    /// The method's word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rows(format) => format.name(),
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Curl => "curl",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Format::ALL
            .into_iter()
            .map(Self::Rows)
            .chain([Self::Svg, Self::Png, Self::Curl])
            .find(|method| method.name().eq_ignore_ascii_case(name))
    }
}

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of the view: filtered, found and ordered as on the screen.
    View,
    /// All that are here, in the order of their arrival.
    Loaded,
    /// All that match the query; what is missing is loaded first.
    All,
}

impl Scope {
    /// All scopes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::View, Self::Loaded, Self::All];

    /// The scope's word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Loaded => "loaded",
            Self::All => "all",
        }
    }
}

/// Which columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Columns {
    /// Those on the screen.
    #[default]
    Shown,
    /// All sixteen fields.
    All,
}

/// A method and the rows that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// Of which rows.
    pub scope: Scope,
}

/// A word that stands for no method or no scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// The words that would do, with commas between them.
    pub known: &'static str,
}

impl Request {
    /// Reads the words in any case; an empty one is the usual, `csv` of the `view`.
    pub fn parse(method: &str, scope: &str) -> Result<Self, UnknownWord> {
        let (method, scope) = (method.trim(), scope.trim());
        let unknown = |word: &str, known| UnknownWord {
            word: word.to_owned(),
            known,
        };
        let wanted = if method.is_empty() { "csv" } else { method };
        let method = Method::from_name(wanted)
            .ok_or_else(|| unknown(method, "csv, tsv, json, ndjson, xlsx, svg, png, curl"))?;
        let wanted = if scope.is_empty() { "view" } else { scope };
        let scope = Scope::ALL
            .into_iter()
            .find(|scope| scope.name().eq_ignore_ascii_case(wanted))
            .ok_or_else(|| unknown(scope, "view, loaded, all"))?;
        Ok(Self { method, scope })
    }
}
