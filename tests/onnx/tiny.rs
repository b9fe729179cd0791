//! Models and tokenizers of a few hundred bytes, made here.
//!
//! Each token has its row in a table, which is all the model answers: what it says of a text is known
//! beforehand. The file is written byte by byte after the protobuf schema of ONNX.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// What stands before the words of every vocabulary.
const SPECIAL: [&str; 4] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

/// A model as it is written to a file.
pub(crate) struct Tiny {
    /// Words, or their ends with `##` before them, and the row of each.
    pub(crate) words: Vec<(&'static str, Vec<f32>)>,
    pub(crate) inputs: Vec<&'static str>,
    pub(crate) output: &'static str,
    /// The length of its inputs, where it is fixed.
    pub(crate) length: Option<u64>,
    /// `TensorProto.DataType` of the inputs: 7 is i64, 6 i32.
    pub(crate) input_type: u64,
}

impl Tiny {
    pub(crate) fn new(words: Vec<(&'static str, Vec<f32>)>, output: &'static str) -> Self {
        let inputs = vec!["input_ids", "attention_mask"];
        Self { words, inputs, output, length: None, input_type: 7 }
    }

    /// Writes model and tokenizer; gives their paths.
    pub(crate) fn write(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (model, tokenizer) = (folder.join("model.onnx"), folder.join("tokenizer.json"));
        std::fs::write(&model, self.model()).expect("a folder of our own");
        std::fs::write(&tokenizer, self.tokenizer().to_string()).expect("a folder of our own");
        (model, tokenizer)
    }

    /// A WordPiece tokenizer over these words.
    pub(crate) fn tokenizer(&self) -> Value {
        let words = SPECIAL.into_iter().chain(self.words.iter().map(|(word, _)| *word));
        let vocabulary: Map<String, Value> =
            words.enumerate().map(|(id, word)| (word.to_owned(), json!(id))).collect();
        let added = SPECIAL.iter().enumerate().map(|(id, content)| {
            json!({
                "id": id, "content": content, "single_word": false, "lstrip": false,
                "rstrip": false, "normalized": false, "special": true,
            })
        });
        let special = |token: &str, id: usize| json!({"id": token, "ids": [id], "tokens": [token]});
        let around = |part: Value| {
            json!([
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                part,
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ])
        };
        json!({
            "version": "1.0",
            // a tokenizer as it comes with a model: it would cut texts and fill them up
            "truncation": {
                "direction": "Right", "max_length": 12, "strategy": "LongestFirst", "stride": 0,
            },
            "padding": {
                "strategy": {"Fixed": 12}, "direction": "Right", "pad_to_multiple_of": null,
                "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]",
            },
            "added_tokens": added.collect::<Vec<_>>(),
            "normalizer": {
                "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                "strip_accents": null, "lowercase": false,
            },
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": around(json!({"Sequence": {"id": "A", "type_id": 0}})),
                "pair": around(json!({"Sequence": {"id": "A", "type_id": 0}})),
                "special_tokens": {"[CLS]": special("[CLS]", 2), "[SEP]": special("[SEP]", 3)},
            },
            "decoder": null,
            "model": {
                "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 100, "vocab": vocabulary,
            },
        })
    }

    /// `output = Gather(table, input_ids)`.
    fn model(&self) -> Vec<u8> {
        let width = self.words[0].1.len();
        let rows = SPECIAL.len() + self.words.len();
        let mut table = vec![0.0_f32; SPECIAL.len() * width];
        table.extend(self.words.iter().flat_map(|(_, row)| row));
        let raw: Vec<u8> = table.iter().flat_map(|value| value.to_le_bytes()).collect();

        let mut node = Message::default();
        node.text(1, "table").text(1, self.inputs[0]).text(2, self.output).text(4, "Gather");
        let mut tensor = Message::default();
        tensor.number(1, rows as u64).number(1, width as u64).number(2, FLOAT);
        tensor.text(8, "table").bytes(9, &raw);
        let mut graph = Message::default();
        graph.message(1, &node).text(2, "tiny").message(5, &tensor);
        for input in &self.inputs {
            let sides = [Side::Open("texts"), self.length.map_or(Side::Open("tokens"), Side::Is)];
            graph.message(11, &value(input, self.input_type, &sides));
        }
        let sides = [Side::Open("texts"), Side::Open("rows"), Side::Is(width as u64)];
        graph.message(12, &value(self.output, FLOAT, &sides));

        let mut opset = Message::default();
        opset.text(1, "").number(2, 13);
        let mut model = Message::default();
        model.number(1, 8).message(7, &graph).message(8, &opset);
        model.0
    }
}

/// `TensorProto.FLOAT`.
const FLOAT: u64 = 1;

/// One side of a shape.
enum Side {
    Open(&'static str),
    Is(u64),
}

/// `ValueInfoProto`: an input or output.
fn value(name: &str, kind: u64, sides: &[Side]) -> Message {
    let mut shape = Message::default();
    for side in sides {
        let mut dimension = Message::default();
        match side {
            Side::Is(length) => dimension.number(1, *length),
            Side::Open(name) => dimension.text(2, name),
        };
        shape.message(1, &dimension);
    }
    let (mut tensor, mut holder, mut value) =
        (Message::default(), Message::default(), Message::default());
    tensor.number(1, kind).message(2, &shape);
    holder.message(1, &tensor);
    value.text(1, name).message(2, &holder);
    value
}

/// A message of protobuf under construction.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    fn number(&mut self, field: u64, n: u64) -> &mut Self {
        self.varint(field << 3);
        self.varint(n);
        self
    }

    fn bytes(&mut self, field: u64, bytes: &[u8]) -> &mut Self {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    fn text(&mut self, field: u64, text: &str) -> &mut Self {
        self.bytes(field, text.as_bytes())
    }

    fn message(&mut self, field: u64, message: &Self) -> &mut Self {
        self.bytes(field, &message.0)
    }
}
