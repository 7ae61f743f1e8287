//! A figure of the page as a drawing of its own: everything where it lies, in the colours that it has now.
//!
//! Style sheets do not come along, so each style that is drawn with is written out as an attribute. Nothing is loaded.

use js_sys::{Array, Number, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Document, DomRect, Element, HtmlCanvasElement,
    HtmlImageElement, NodeList, Url, Window, XmlSerializer, window,
};

use super::download::file;

/// The media type of drawings.
pub const SVG_TYPE: &str = "image/svg+xml";

const SVG: &str = "http://www.w3.org/2000/svg";

/// What decides how a shape or a text looks.
const STYLES: [&str; 13] = [
    "color",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
    "visibility",
];

/// What is for the page only.
const LEFT_OUT: [&str; 7] = [
    "class",
    "style",
    "part",
    "role",
    "tabindex",
    "data-mark",
    "aria-disabled",
];

/// Texts of a figure that are not within its drawings.
const TEXTS: &str =
    "figcaption, figcaption *, .chart-legend, .chart-legend *, .chart-title *, .chart-note";

/// Around the drawing, in px.
const MARGIN: f64 = 16.0;

/// A line below the figure, in px.
const LINE: f64 = 18.0;

/// About as wide as a character of these lines, in px.
const CHARACTER: f64 = 6.4;

/// Picture points for a px.
const SCALE: f64 = 2.0;

/// A drawing, and how large it is in px.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// A whole SVG file.
    pub text: String,
    width_px: f64,
    height_px: f64,
}

struct Drawer {
    window: Window,
    document: Document,
    svg: Element,
    corner: DomRect,
}

/// Draws the figure, and these lines below it.
pub fn draw(figure: &Element, lines: &[String]) -> Result<Drawing, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let svg = document.create_element_ns(Some(SVG), "svg")?;
    let corner = figure.get_bounding_client_rect();
    let drawer = Drawer {
        window,
        document,
        svg,
        corner,
    };
    drawer.draw(figure, lines)
}

impl Drawer {
    fn draw(&self, figure: &Element, lines: &[String]) -> Result<Drawing, JsValue> {
        let width_px = (self.corner.width() + 2.0 * MARGIN).ceil();
        let room = ((width_px - 2.0 * MARGIN) / CHARACTER) as usize;
        let lines: Vec<String> = lines.iter().flat_map(|line| wrapped(line, room)).collect();
        let bottom = self.bottom(figure)?;
        let height_px = (bottom + 2.0 * MARGIN + LINE * lines.len() as f64).ceil();
        self.set(&self.svg, &[("width", width_px), ("height", height_px)])?;
        let ground = self.add("rect")?;
        self.set(&ground, &[("width", width_px), ("height", height_px)])?;
        ground.set_attribute("fill", &self.ground(figure)?)?;
        for part in elements(&figure.query_selector_all("svg")?) {
            self.copy(&part)?;
        }
        for part in elements(&figure.query_selector_all(TEXTS)?) {
            self.texts(&part)?;
        }
        for (place, line) in (1..).zip(&lines) {
            let y = bottom + MARGIN + LINE * f64::from(place);
            self.write(line, figure, (MARGIN, y))?;
        }
        let text = XmlSerializer::new()?.serialize_to_string(&self.svg)?;
        Ok(Drawing {
            text,
            width_px,
            height_px,
        })
    }

    /// Where the lowest thing that is drawn ends, from the figure's corner.
    fn bottom(&self, figure: &Element) -> Result<f64, JsValue> {
        let drawn = figure.query_selector_all(&["svg, ", TEXTS].concat())?;
        let ends = elements(&drawn).map(|part| part.get_bounding_client_rect().bottom());
        Ok(ends.fold(self.corner.top(), f64::max) - self.corner.top())
    }

    fn style(&self, element: &Element, name: &str) -> Result<String, JsValue> {
        let style = self.window.get_computed_style(element)?;
        style.map_or(Ok(String::new()), |style| style.get_property_value(name))
    }

    /// The colour behind the figure.
    fn ground(&self, figure: &Element) -> Result<String, JsValue> {
        let mut element = Some(figure.clone());
        while let Some(place) = element {
            let color = self.style(&place, "background-color")?;
            if !matches!(color.as_str(), "" | "transparent" | "rgba(0, 0, 0, 0)") {
                return Ok(color);
            }
            element = place.parent_element();
        }
        Ok("Canvas".to_owned())
    }

    fn add(&self, name: &str) -> Result<Element, JsValue> {
        let element = self.document.create_element_ns(Some(SVG), name)?;
        self.svg.append_child(&element)?;
        Ok(element)
    }

    fn set(&self, element: &Element, values: &[(&str, f64)]) -> Result<(), JsValue> {
        for (name, value) in values {
            // By the browser, as the formatting of floats weighs more than it is worth here.
            let tenths = Number::from((value * 10.0).round() / 10.0);
            let text: String = tenths.to_string_with_radix(10)?.into();
            element.set_attribute(name, &text)?;
        }
        Ok(())
    }

    /// Copies a drawing to where it lies, with its looks written out.
    fn copy(&self, part: &Element) -> Result<(), JsValue> {
        let place = part.get_bounding_client_rect();
        if place.width() == 0.0 {
            return Ok(());
        }
        let copy: Element = part.clone_node_with_deep(true)?.unchecked_into();
        self.look(part, &copy)?;
        let of_part = part.query_selector_all("*")?;
        let of_copy = copy.query_selector_all("*")?;
        for (one, other) in elements(&of_part).zip(elements(&of_copy).collect::<Vec<_>>()) {
            self.look(&one, &other)?;
        }
        self.set(
            &copy,
            &[
                ("x", place.left() - self.corner.left() + MARGIN),
                ("y", place.top() - self.corner.top() + MARGIN),
                ("width", place.width()),
                ("height", place.height()),
            ],
        )?;
        copy.set_attribute("overflow", "visible")?;
        self.svg.append_child(&copy)?;
        Ok(())
    }

    fn look(&self, part: &Element, copy: &Element) -> Result<(), JsValue> {
        if let Some(style) = self.window.get_computed_style(part)? {
            for name in STYLES {
                let value = style.get_property_value(name)?;
                // OK because a pattern is named relative to the file either way.
                if !value.is_empty() && !value.starts_with("url(") {
                    copy.set_attribute(name, &value)?;
                }
            }
        }
        for name in LEFT_OUT {
            copy.remove_attribute(name)?;
        }
        Ok(())
    }

    /// Writes the texts that stand directly in an element.
    fn texts(&self, part: &Element) -> Result<(), JsValue> {
        let children = part.child_nodes();
        for place in 0..children.length() {
            let Some(node) = children.get(place) else {
                continue;
            };
            let text = node.text_content().unwrap_or_default();
            if node.node_type() != web_sys::Node::TEXT_NODE || text.trim().is_empty() {
                continue;
            }
            let range = self.document.create_range()?;
            range.select_node_contents(&node)?;
            let place = range.get_bounding_client_rect();
            let x = place.left() - self.corner.left() + MARGIN;
            let y = place.top() - self.corner.top() + MARGIN + place.height() * 0.76;
            self.write(text.trim(), part, (x, y))?;
        }
        Ok(())
    }

    /// Writes a text that looks as it would in that element.
    fn write(&self, text: &str, like: &Element, (x, y): (f64, f64)) -> Result<(), JsValue> {
        let element = self.add("text")?;
        element.set_text_content(Some(text));
        self.set(&element, &[("x", x), ("y", y)])?;
        element.set_attribute("fill", &self.style(like, "color")?)?;
        for name in ["font-family", "font-size", "font-weight"] {
            element.set_attribute(name, &self.style(like, name)?)?;
        }
        Ok(())
    }
}

impl Drawing {
    /// The drawing as a picture.
    pub async fn to_png(&self) -> Result<Blob, JsValue> {
        let url = Url::create_object_url_with_blob(&file(self.text.as_bytes(), SVG_TYPE)?)?;
        let image = HtmlImageElement::new()?;
        image.set_src(&url);
        let loaded = JsFuture::from(image.decode()).await;
        Url::revoke_object_url(&url)?;
        loaded?;
        let document = window()
            .and_then(|window| window.document())
            .ok_or(JsValue::NULL)?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        canvas.set_width((self.width_px * SCALE) as u32);
        canvas.set_height((self.height_px * SCALE) as u32);
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.scale(SCALE, SCALE)?;
        context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
        let made = Promise::new(&mut |resolve, reject| {
            if let Err(error) = canvas.to_blob(&resolve) {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(made).await?.dyn_into()
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> + use<> {
    Array::from(list)
        .into_iter()
        .filter_map(|node| node.dyn_into().ok())
}

/// The text in lines of at most so many characters, broken at blanks where there are some.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let room = room.max(20);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if !line.is_empty() && line.chars().count() + word.chars().count() >= room {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
