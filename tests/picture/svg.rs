//! A terminal screen as an SVG: characters as text, lines and blocks as shapes, so that they join in any font.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// The size of a cell. Columns are 0.6 of the font size, the advance of common monospaced fonts.
const COLUMN: usize = 9;
const ROW: usize = 20;
const FONT_SIZE: usize = 15;
/// The baseline below the top of a row.
const BASELINE: usize = 15;
const MARGIN: usize = 16;
const FONTS: &str = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace";

const BACKGROUND: &str = "#16191d";
const FOREGROUND: &str = "#d5d8dc";
/// The sixteen colours of a dark terminal: black, red, green, yellow, blue, magenta, cyan, white, and the bright ones.
const PALETTE: [&str; 16] = [
    "#2a2f36", "#e0777d", "#8fbf7f", "#d9b36c", "#7aa6da", "#c397d8", "#70c0ba", "#d5d8dc", "#6b737d", "#ec9297",
    "#a9d59a", "#eacb8b", "#9dc1ec", "#d6b3e6", "#93d6d1", "#f3f5f7",
];

/// How a cell looks.
#[derive(Clone, PartialEq)]
struct Look {
    colour: String,
    background: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

impl Look {
    fn new(cell: &Cell) -> Self {
        let (mut colour, mut background) = (hex(cell.fgcolor()), hex(cell.bgcolor()));
        if cell.inverse() {
            (colour, background) = (
                Some(background.unwrap_or_else(|| BACKGROUND.to_owned())),
                Some(colour.unwrap_or_else(|| FOREGROUND.to_owned())),
            );
        }
        Self {
            colour: colour.unwrap_or_else(|| FOREGROUND.to_owned()),
            background,
            bold: cell.bold(),
            dim: cell.dim(),
            italic: cell.italic(),
            underline: cell.underline(),
        }
    }

    fn text_attributes(&self) -> String {
        let mut attributes = String::new();
        if self.colour != FOREGROUND {
            let _ = write!(attributes, r#" fill="{}""#, self.colour);
        }
        for (set, attribute) in [
            (self.bold, r#" font-weight="bold""#),
            (self.italic, r#" font-style="italic""#),
            (self.underline, r#" text-decoration="underline""#),
            (self.dim, r#" opacity="0.6""#),
        ] {
            if set {
                attributes.push_str(attribute);
            }
        }
        attributes
    }

    fn shape_attributes(&self) -> String {
        format!(r#"fill="{}"{}"#, self.colour, if self.dim { r#" opacity="0.6""# } else { "" })
    }
}

/// `None` for the terminal's default colour.
fn hex(colour: Color) -> Option<String> {
    match colour {
        Color::Default => None,
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Idx(index @ 0..16) => Some(PALETTE[usize::from(index)].to_owned()),
        Color::Idx(index @ 16..232) => {
            let level = |value: u8| if value == 0 { 0 } else { 55 + 40 * value };
            let cube = index - 16;
            Some(format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6)))
        },
        Color::Idx(grey) => {
            let level = 8 + 10 * (grey - 232);
            Some(format!("#{level:02x}{level:02x}{level:02x}"))
        },
    }
}

/// The screen as an SVG with this title and description.
pub fn draw(screen: &Screen, title: &str, description: &str) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u16::from(rows), u16::from(columns));
    let (width, height) = (usize::from(columns) * COLUMN + 2 * MARGIN, usize::from(rows) * ROW + 2 * MARGIN);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title desc" xml:space="preserve">
<title id="title">{}</title>
<desc id="desc">{}</desc>
<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>
<g font-family="{FONTS}" font-size="{FONT_SIZE}" fill="{FOREGROUND}">
"#,
        escape(title),
        escape(description),
    );
    for row in 0..rows {
        draw_row(&mut svg, screen, row, columns);
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn draw_row(svg: &mut String, screen: &Screen, row: u16, columns: u16) {
    let top = MARGIN + usize::from(row) * ROW;
    for run in runs(screen, row, columns) {
        let (left, width) = (MARGIN + run.column * COLUMN, run.columns * COLUMN);
        if let Some(background) = &run.look.background {
            let _ = writeln!(svg, r#"<rect x="{left}" y="{top}" width="{width}" height="{ROW}" fill="{background}"/>"#);
        }
        match run.content {
            Content::Blank => {},
            Content::Shape(shape) => {
                for column in 0..run.columns {
                    // A continuous line is one shape.
                    if shape == '─' && column > 0 {
                        break;
                    }
                    let across = if shape == '─' { width } else { COLUMN };
                    draw_shape(svg, shape, left + column * COLUMN, top, across, &run.look);
                }
            },
            Content::Text(text) => {
                let attributes = run.look.text_attributes();
                let _ = writeln!(
                    svg,
                    r#"<text x="{left}" y="{}" textLength="{width}" lengthAdjust="spacingAndGlyphs"{attributes}>{}</text>"#,
                    top + BASELINE,
                    escape(&text),
                );
            },
        }
    }
}

enum Content {
    Blank,
    Text(String),
    /// A line or block, repeated over the run.
    Shape(char),
}

/// Neighbouring cells that look the same.
struct Run {
    column: usize,
    columns: usize,
    look: Look,
    content: Content,
}

impl Run {
    /// Adds the next cell if it continues this run.
    fn extend(&mut self, look: &Look, symbol: &str, columns: usize) -> bool {
        if self.look != *look {
            return false;
        }
        let fits = match &mut self.content {
            Content::Blank => symbol == " ",
            Content::Shape(shape) => symbol.chars().eq([*shape]),
            Content::Text(text) => {
                // Wide characters are drawn one by one, because a font may draw them at any width.
                let plain = columns == 1 && text.is_ascii() == symbol.is_ascii() && shape_of(symbol).is_none();
                if plain {
                    text.push_str(symbol);
                }
                plain
            },
        };
        self.columns += if fits { columns } else { 0 };
        fits
    }
}

fn runs(screen: &Screen, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation()) else { continue };
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let (look, wide) = (Look::new(cell), if cell.is_wide() { 2 } else { 1 });
        if runs.last_mut().is_some_and(|run| run.extend(&look, symbol, wide)) {
            continue;
        }
        let content = match shape_of(symbol) {
            Some(shape) => Content::Shape(shape),
            None if symbol == " " => Content::Blank,
            None => Content::Text(symbol.to_owned()),
        };
        runs.push(Run { column: usize::from(column), columns: wide, look, content });
    }
    for run in &mut runs {
        trim(run);
    }
    runs
}

/// Removes trailing blanks, unless they are underlined or have a background.
fn trim(run: &mut Run) {
    if let Content::Text(text) = &mut run.content
        && run.look.background.is_none()
        && !run.look.underline
    {
        let kept = text.trim_end().len();
        run.columns -= text[kept..].chars().count();
        text.truncate(kept);
    }
}

/// The character, if it is one that is drawn as a shape.
fn shape_of(symbol: &str) -> Option<char> {
    let mut characters = symbol.chars();
    let only = characters.next().filter(|_| characters.next().is_none())?;
    ("─│┃╭╮╰╯".contains(only) || ('▁'..='▏').contains(&only)).then_some(only)
}

fn draw_shape(svg: &mut String, shape: char, left: usize, top: usize, width: usize, look: &Look) {
    let fill = look.shape_attributes();
    if let Some(eighths) = rising_eighths(shape) {
        let height = ROW * eighths / 8;
        let _ =
            writeln!(svg, r#"<rect x="{left}" y="{}" width="{width}" height="{height}" {fill}/>"#, top + ROW - height);
        return;
    }
    if let Some(eighths) = leftward_eighths(shape) {
        // One pixel for each eighth of the nine-pixel column keeps the edge on a whole pixel.
        let _ = writeln!(svg, r#"<rect x="{left}" y="{top}" width="{eighths}" height="{ROW}" {fill}/>"#);
        return;
    }
    let (right, bottom) = (left + width, top + ROW);
    let (x, y) = (left as f64 + width as f64 / 2.0, top + ROW / 2);
    let path = match shape {
        '─' => format!("M{left} {y}H{right}"),
        '│' | '┃' => format!("M{x} {top}V{bottom}"),
        '╭' => format!("M{x} {bottom}Q{x} {y} {right} {y}"),
        '╮' => format!("M{x} {bottom}Q{x} {y} {left} {y}"),
        '╰' => format!("M{x} {top}Q{x} {y} {right} {y}"),
        _ => format!("M{x} {top}Q{x} {y} {left} {y}"),
    };
    let stroke = look.shape_attributes().replace("fill=", "stroke=");
    let width = if shape == '┃' { r#" stroke-width="3""# } else { "" };
    let _ = writeln!(svg, r#"<path d="{path}" fill="none" {stroke}{width}/>"#);
}

/// `▁` to `█`: how many eighths of the height are filled, from below.
fn rising_eighths(shape: char) -> Option<usize> {
    "▁▂▃▄▅▆▇█".chars().position(|other| other == shape).map(|position| position + 1)
}

/// `▉` to `▏`: how many eighths of the width are filled, from the left.
fn leftward_eighths(shape: char) -> Option<usize> {
    "▏▎▍▌▋▊▉".chars().position(|other| other == shape).map(|position| position + 1)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
