//! A page as the tree that a browser makes of it.

use std::sync::Arc;

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tokenizer::TokenizerOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element with all that is in it. A copy costs nothing.
#[derive(Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Arc<Vec<(String, String)>>,
    children: Arc<Vec<Child>>,
}

#[derive(Clone)]
enum Child {
    Element(Element),
    Text(String),
}

/// The tree of `html`, and what the parser of the HTML standard finds wrong with it.
pub(crate) fn read(html: &str) -> (Element, Vec<String>) {
    let options = ParseOpts {
        tokenizer: TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), options).one(html);
    let root = Element {
        name: String::new(),
        attributes: Arc::default(),
        children: children(&dom.document),
    };
    let errors = dom
        .errors
        .borrow()
        .iter()
        .map(ToString::to_string)
        .collect();
    (root, errors)
}

fn children(node: &Handle) -> Arc<Vec<Child>> {
    let children = node.children.borrow();
    Arc::new(children.iter().filter_map(child).collect())
}

fn child(node: &Handle) -> Option<Child> {
    match &node.data {
        NodeData::Element { name, attrs, .. } => Some(Child::Element(Element {
            name: name.local.to_string(),
            attributes: Arc::new(
                attrs
                    .borrow()
                    .iter()
                    .map(|found| (found.name.local.to_string(), found.value.to_string()))
                    .collect(),
            ),
            children: children(node),
        })),
        NodeData::Text { contents } => Some(Child::Text(contents.borrow().to_string())),
        NodeData::Document
        | NodeData::Doctype { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => None,
    }
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    }

    /// Every element in it, in their order.
    pub(crate) fn everything(&self) -> Vec<Self> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect(&self, found: &mut Vec<Self>) {
        for child in self.children.iter() {
            if let Child::Element(element) = child {
                found.push(element.clone());
                element.collect(found);
            }
        }
    }

    pub(crate) fn all(&self, name: &str) -> Vec<Self> {
        self.any(&[name])
    }

    pub(crate) fn any(&self, names: &[&str]) -> Vec<Self> {
        let everything = self.everything().into_iter();
        everything
            .filter(|element| names.contains(&element.name.as_str()))
            .collect()
    }

    pub(crate) fn with_attribute(&self, name: &str) -> Vec<Self> {
        let everything = self.everything().into_iter();
        everything
            .filter(|element| element.attribute(name).is_some())
            .collect()
    }

    pub(crate) fn text(&self) -> String {
        self.texts().concat()
    }

    /// Every piece of text in it.
    pub(crate) fn texts(&self) -> Vec<String> {
        let mut found = Vec::new();
        for child in self.children.iter() {
            match child {
                Child::Text(text) => found.push(text.clone()),
                Child::Element(element) => found.extend(element.texts()),
            }
        }
        found
    }
}
