//! stub
use crate::grammar::DateExpr;
use crate::model::Inferred;
use crate::{Diagnostic, Span};
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub edtf: String,
    pub time: Option<String>,
    pub inferred: Vec<Inferred>,
    pub problem: Option<Problem>,
}
#[derive(Clone, Debug)]
pub(crate) struct Problem;
impl Problem {
    pub(crate) fn diagnostic(&self, _s: Span) -> Diagnostic {
        unreachable!()
    }
}
pub(crate) struct Resolver;
impl Resolver {
    pub(crate) fn new(_p: Option<chrono::NaiveDate>) -> Resolver {
        Resolver
    }
    pub(crate) fn resolve(&mut self, _d: &DateExpr) -> Option<Resolved> {
        None
    }
}
