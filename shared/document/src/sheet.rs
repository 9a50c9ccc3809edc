//! One A4 page, written from top to bottom: every piece of text is a node of the structure tree, and
//! says what it is.

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Stroke,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, ListNumbering, SpanTag, Tag, TagGroup, TagKind, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

use crate::{NotMade, Piece};

const REGULAR: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegible-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegible-Bold.ttf");

/// Of A4, in points.
const WIDTH: f32 = 595.276;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 64.0;
/// How far the text of a step stands from its number.
const INDENT: f32 = 24.0;
/// Around the code.
const PADDING: f32 = 16.0;
/// From one line to the next, as a multiple of the size.
const LEADING: f32 = 1.45;

/// A font in one weight: to measure with, and to draw with.
struct Face {
    font: Font,
    measured: FontRef<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, NotMade> {
        Ok(Self {
            font: Font::new(bytes.into(), 0).ok_or(NotMade::Font)?,
            measured: FontRef::new(bytes).map_err(|_| NotMade::Font)?,
        })
    }

    /// The glyphs of `text`, one for each character: what is written here needs no more.
    fn glyphs(&self, text: &str) -> Result<Vec<KrillaGlyph>, NotMade> {
        let at = LocationRef::default();
        let em = f32::from(self.measured.metrics(Size::unscaled(), at).units_per_em);
        let widths = self.measured.glyph_metrics(Size::unscaled(), at);
        let of_characters = self.measured.charmap();
        text.char_indices()
            .map(|(start, character)| {
                let glyph = of_characters.map(character).ok_or(NotMade::Character)?;
                let width = widths.advance_width(glyph).unwrap_or_default() / em;
                Ok(KrillaGlyph::new(
                    GlyphId::new(glyph.to_u32()),
                    width,
                    0.0,
                    0.0,
                    0.0,
                    start..start + character.len_utf8(),
                    None,
                ))
            })
            .collect()
    }

    fn width(&self, text: &str, size: f32) -> Result<f32, NotMade> {
        let glyphs = self.glyphs(text)?;
        Ok(glyphs.iter().map(|glyph| glyph.x_advance * size).sum())
    }

    /// `text` in lines that are not wider than `width`.
    fn lines(&self, text: &str, size: f32, width: f32) -> Result<Vec<String>, NotMade> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            if let Some(line) = lines.last_mut() {
                let longer = format!("{line} {word}");
                if self.width(&longer, size)? <= width {
                    *line = longer;
                    continue;
                }
                // Between two lines stands a space all the same, for who reads them aloud.
                line.push(' ');
            }
            lines.push(word.to_owned());
        }
        Ok(lines)
    }
}

/// Whether every character of `text` can be written.
pub(crate) fn has_glyphs(text: &str) -> bool {
    [REGULAR, BOLD]
        .into_iter()
        .all(|face| Face::new(face).is_ok_and(|face| face.glyphs(text).is_ok()))
}

/// The pieces, one below the other, as a PDF.
pub(crate) fn pdf(
    title: &str,
    language: &'static str,
    pieces: &[Piece],
) -> Result<Vec<u8>, NotMade> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| NotMade::Pdf)?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language(language.to_owned())
        .creator("Llave".to_owned());
    document.set_metadata(metadata);
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut outline = Outline::new();
    let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(NotMade::Pdf)?;
    let mut page = document.start_page_with(size);
    written(page.surface(), pieces, &mut tree, &mut outline)?;
    page.finish();
    document.set_outline(outline);
    document.set_tag_tree(tree);
    document.finish().map_err(|_| NotMade::Pdf)
}

fn written(
    surface: Surface<'_>,
    pieces: &[Piece],
    tree: &mut TagTree,
    outline: &mut Outline,
) -> Result<(), NotMade> {
    let mut sheet = Sheet {
        surface,
        regular: Face::new(REGULAR)?,
        bold: Face::new(BOLD)?,
        top: MARGIN,
    };
    for piece in pieces {
        if let Some(heading) = piece.heading() {
            let place = Point::from_xy(0.0, sheet.top);
            let destination = XyzDestination::new(0, place);
            outline.push_child(OutlineNode::new(heading.to_owned(), destination));
        }
        sheet.write(piece, tree)?;
    }
    if sheet.top > HEIGHT - MARGIN {
        return Err(NotMade::Full);
    }
    sheet.surface.finish();
    Ok(())
}

struct Sheet<'page> {
    surface: Surface<'page>,
    regular: Face,
    bold: Face,
    /// How far down the page is written.
    top: f32,
}

#[derive(Clone, Copy)]
enum Weight {
    Regular,
    Bold,
}

/// How a piece of text looks.
struct Look {
    weight: Weight,
    size: f32,
    before: f32,
    indent: f32,
}

const TITLE: Look = Look {
    weight: Weight::Bold,
    size: 24.0,
    before: 0.0,
    indent: 0.0,
};
const HEADING: Look = Look {
    weight: Weight::Bold,
    size: 15.0,
    before: 20.0,
    indent: 0.0,
};
const TEXT: Look = Look {
    weight: Weight::Regular,
    size: 12.0,
    before: 6.0,
    indent: 0.0,
};
const STEP: Look = Look {
    indent: INDENT,
    ..TEXT
};
const CODE: Look = Look {
    weight: Weight::Bold,
    size: 28.0,
    before: 8.0,
    indent: PADDING,
};

impl Sheet<'_> {
    fn write(&mut self, piece: &Piece, tree: &mut TagTree) -> Result<(), NotMade> {
        match piece {
            Piece::Title(text) => tree.push(self.text(text, &TITLE, heading(1, text)?)?),
            Piece::Heading(text) => tree.push(self.text(text, &HEADING, heading(2, text)?)?),
            Piece::Text(text) => tree.push(self.text(text, &TEXT, Tag::P)?),
            Piece::Code(text) => tree.push(self.code(text)?),
            Piece::Steps(steps) => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::Decimal));
                for (number, step) in (1..).zip(steps) {
                    list.push(self.step(number, step)?);
                }
                tree.push(list);
            }
        }
        Ok(())
    }

    /// Lines of text, each a span of one node.
    fn text(
        &mut self,
        text: &str,
        look: &Look,
        tag: impl Into<TagKind>,
    ) -> Result<TagGroup, NotMade> {
        let width = WIDTH - 2.0 * MARGIN - look.indent;
        let lines = self.face(look).lines(text, look.size, width)?;
        let mut group = TagGroup::new(tag);
        self.top += look.before;
        for line in lines {
            self.top += look.size * LEADING;
            let place = Point::from_xy(MARGIN + look.indent, self.top);
            self.line(&line, look, place, &mut group)?;
        }
        Ok(group)
    }

    fn line(
        &mut self,
        line: &str,
        look: &Look,
        place: Point,
        group: &mut TagGroup,
    ) -> Result<(), NotMade> {
        let face = self.face(look);
        let (glyphs, font) = (face.glyphs(line)?, face.font.clone());
        let content = ContentTag::Span(SpanTag::empty());
        group.push(self.surface.start_tagged(content));
        self.surface
            .draw_glyphs(place, &glyphs, font, line, look.size, false);
        self.surface.end_tagged();
        Ok(())
    }

    fn step(&mut self, number: u32, text: &str) -> Result<TagGroup, NotMade> {
        let mut label = TagGroup::new(Tag::Lbl);
        let first = self.top + STEP.before + STEP.size * LEADING;
        let number = format!("{number}. ");
        self.line(&number, &TEXT, Point::from_xy(MARGIN, first), &mut label)?;
        let body = self.text(text, &STEP, Tag::LBody)?;
        let mut item = TagGroup::new(Tag::LI);
        item.push(label);
        item.push(body);
        Ok(item)
    }

    /// The code in its frame, which is decoration.
    fn code(&mut self, text: &str) -> Result<TagGroup, NotMade> {
        let above = self.top + CODE.before;
        let group = self.text(text, &CODE, Tag::P)?;
        self.top += PADDING;
        let (right, below) = (WIDTH - MARGIN, self.top);
        let frame = Rect::from_ltrb(MARGIN, above, right, below).ok_or(NotMade::Pdf)?;
        let mut path = PathBuilder::new();
        path.push_rect(frame);
        let path = path.finish().ok_or(NotMade::Pdf)?;
        let decoration = Artifact::with_kind(ArtifactType::Other);
        self.surface.start_tagged(ContentTag::Artifact(decoration));
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            width: 1.5,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(krilla::paint::Fill::default()));
        self.surface.end_tagged();
        Ok(group)
    }

    fn face(&self, look: &Look) -> &Face {
        match look.weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

fn heading(level: u16, text: &str) -> Result<Tag<krilla::tagging::kind::Hn>, NotMade> {
    let level = NonZeroU16::new(level).ok_or(NotMade::Pdf)?;
    Ok(Tag::Hn(level, Some(text.to_owned())))
}
