/// What shows that an option is honoured: two runs of a verb, with it and without, which must differ.
struct OptionTrial {
    /// What both runs are given behind the verb's usual arguments.
    var shared: [String]
    var option: [String]

    init(_ option: String..., with shared: [String] = []) { (self.option, self.shared) = (option, shared) }
}

extension OptionTrial {
    /// What each verb is usually given.
    static let usual: [String: [String]] = [
        "convert": ["a.ndjson", "-o", "out.ndjson"],
        "render": ["a.ndjson", "-o", "out/", "--size", "16"],
        "show": ["a.ndjson", "--width", "40"],
        "classify": ["a.ndjson", "--model", "m"],
        "evaluate": ["a.ndjson", "--model", "m"],
        "train": [
            "classes.ndjson", "-o", "out.m", "--steps", "2", "--width", "16", "--layers", "2", "--heads", "2",
            "--batch-size", "2", "--labels", "cat,house", "--no-log", "--no-curve",
        ],
        "explain": ["two.ndjson", "-o", "out", "--model", "m"],
        "invert": ["a.ndjson", "-o", "out", "--model", "m", "--steps", "2", "--no-pictures"],
        "info": ["a.ndjson"], "validate": ["a.ndjson"], "labels": ["a.ndjson"], "formats": [],
    ]

    /// An option's trial: the verb's own, or that of all verbs.
    static func of(_ verb: String, _ option: String) -> OptionTrial? { own["\(verb) \(option)"] ?? common[option] }

    /// Tested elsewhere, and where.
    static let elsewhere = [
        "train restart": "TrainTests: it needs a training that was stopped",
        "invert tta": "ClassifyTests: it bears on a label that the model gives, which a few views rarely change",
    ]

    private static let common: [String: OptionTrial] = [
        "in": OptionTrial("b.ndjson"), "files-from": OptionTrial("--files-from", "list"),
        "files0-from": OptionTrial("--files0-from", "list0"), "from": OptionTrial("--from", "quickdraw-bin"),
        "transform": OptionTrial("-t", "take:1"), "label": OptionTrial("--label", "house"),
        "label-from": OptionTrial("--label-from", "folder"),
        "on-error": OptionTrial("--on-error", "skip", with: ["bad.ndjson"]),
        "errors": OptionTrial("--errors", "errors"), "rejects": OptionTrial("--rejects", "rejects"),
        "seed": OptionTrial("--seed", "5", with: ["wild.ndjson", "-t", "drop-points:0.5"]),
        // The output does not depend on how many, so that only a refusal shows that it is read.
        "jobs": OptionTrial("-j", "0"), "quiet": OptionTrial("-q", with: ["warned.svg"]),
        "json": OptionTrial("--json", with: ["bad.ndjson"]), "help": OptionTrial("--help"),
        "version": OptionTrial("--version"), "output": OptionTrial("-o", "other"),
        "force": OptionTrial("--force", with: ["-o", "taken.d"]), "model": OptionTrial("--model", "m2"),
        "model-labels": OptionTrial("--model-labels", "others"), "model-heads": OptionTrial("--model-heads", "3"),
        "labels": OptionTrial("--labels", "cat,star"), "tta": OptionTrial("--tta", "4"),
        "top": OptionTrial("--top", "1"),
        "split": OptionTrial("--split", "train=0.5,test=0.5"),
        "stratify": OptionTrial("--stratify", "label", with: ["--split", "train=0.5,test=0.5"]),
        "split-by": OptionTrial("--split-by", "content", with: ["ids.ndjson", "--split", "train=0.5,test=0.5"]),
        "shard-size": OptionTrial("--shard-size", "1"),
        "counts": OptionTrial("--counts"),
    ]

    private static let own: [String: OptionTrial] = [
        "convert to": OptionTrial("--to", "quickdraw"), "convert force": OptionTrial("--force", with: ["-o", "taken"]),
        "convert name": OptionTrial("--name", "x{index}", with: ["-o", "out/", "--to", "svg"]),
        "convert classes": OptionTrial("--classes", "classes", with: ["b.ndjson", "-o", "out.tfrecord"]),
        "validate seed": OptionTrial(
            "--seed",
            "1",
            with: ["huge.ndjson", "-t", "sample:2", "-t", "scale:1e300"]
        ),
        "show size": OptionTrial("--size", "12x6"), "show count": OptionTrial("--count", "1"),
        "show color": OptionTrial("--color", "always"),
        "show palette": OptionTrial("--palette", "viridis", with: ["--color", "always"]),
        "show width": OptionTrial("--width", "60"),
        "formats name": OptionTrial("svg"), "formats json": OptionTrial("--json"),
        "classify seed": OptionTrial("--seed", "5", with: ["wild.ndjson", "-t", "drop-points:0.5", "--json"]),
        "labels seed": OptionTrial("--seed", "5", with: ["b.ndjson", "-t", "sample:1"]),
        "info top": OptionTrial("--top", "1", with: ["b.ndjson"]),
        "validate on-error": OptionTrial("--on-error", "stop", with: ["bad.ndjson"]),
        "explain transform": OptionTrial("-t", "rotate:30"),
        "classify logits": OptionTrial("--logits", with: ["--json"]),
        "classify view": OptionTrial("--view", "raster", with: ["--raster-model", "r"]),
        "classify raster-model": OptionTrial("--raster-model", "r"),
        "evaluate view": OptionTrial("--view", "raster", with: ["--raster-model", "r"]),
        "evaluate raster-model": OptionTrial("--raster-model", "r"),
        "evaluate confusion": OptionTrial("--confusion", "c.png"),
        "evaluate force": OptionTrial("--force", with: ["--confusion", "taken.png"]),
        "explain limit": OptionTrial("--limit", "1", with: ["b.ndjson"]),
        "invert evaluate": OptionTrial("--evaluate"), "invert count": OptionTrial("--count", "3"),
        "invert seeds": OptionTrial("--seeds", "3"), "invert frames": OptionTrial("--frames", "3"),
        "invert no-pictures": OptionTrial("--no-pictures", with: ["--frames", "2"]),
        "invert method": OptionTrial("--method", "paper"), "invert mode": OptionTrial("--mode", "transfer"),
        "invert target": OptionTrial("--target", "star", with: ["--mode", "transfer"]),
        "invert steps": OptionTrial("--steps", "3"), "invert starts": OptionTrial("--starts", "1"),
        "invert start": OptionTrial("--start", "drawn"), "invert strokes": OptionTrial("--strokes", "1"),
        "invert labels": OptionTrial("--labels", "cat,star", with: ["--mode", "transfer"]),
        "train label": OptionTrial("--label", "cat"), "train labels": OptionTrial("--labels", "house,cat"),
        "train force": OptionTrial("--force", with: ["-o", "taken"]), "train json": OptionTrial("--json"),
        "train dtype": OptionTrial("--dtype", "f32"), "train checkpoint": OptionTrial("--checkpoint", "taken"),
        "train checkpoint-every": OptionTrial("--checkpoint-every=-1"),
        "train evaluate-every": OptionTrial("--evaluate-every", "0"),
        "train log": OptionTrial("--log", "log.tsv"), "train no-log": OptionTrial("--no-log", with: ["--log", "l"]),
        "train curve": OptionTrial("--curve", "c.svg"),
        "train no-curve": OptionTrial("--no-curve", with: ["--curve", "c"]),
        "train validation-to": OptionTrial("--validation-to", "valid.ndjson"),
        "train init": OptionTrial("--init", "m"), "train teacher": OptionTrial("--teacher", "teacher"),
        "train teacher-temperature": OptionTrial("--teacher-temperature", "3", with: ["--teacher", "teacher"]),
        "train teacher-share": OptionTrial("--teacher-share", "0.3", with: ["--teacher", "teacher"]),
        "train config": OptionTrial("--config", "tiny"), "train width": OptionTrial("--width", "8"),
        "train layers": OptionTrial("--layers", "1"), "train heads": OptionTrial("--heads", "1"),
        "train lstm-layers": OptionTrial("--lstm-layers", "1"), "train dropout": OptionTrial("--dropout", "0.7"),
        "train attention-dropout": OptionTrial("--attention-dropout", "0.7"),
        "train batch-size": OptionTrial("--batch-size", "4"), "train steps": OptionTrial("--steps", "3"),
        "train epochs": OptionTrial("--epochs", "2"), "train learning-rate": OptionTrial("--learning-rate", "0.3"),
        "train learning-rate-floor": OptionTrial("--learning-rate-floor", "1"),
        "train warm-up": OptionTrial("--warm-up", "2"), "train weight-decay": OptionTrial("--weight-decay", "0.9"),
        "train clip": OptionTrial("--clip", "0.001"), "train label-smoothing": OptionTrial("--label-smoothing", "0.5"),
        "train average": OptionTrial("--average", "0"),
        "train sampling-exponent": OptionTrial("--sampling-exponent", "5"),
        "train validation": OptionTrial("--validation", "0.5", with: ["ids.ndjson"]),
        "train validate-on": OptionTrial("--validate-on", "classes.ndjson"),
        "train augmentation": OptionTrial("--augmentation", "0"),
        "train augment": OptionTrial("--augment", "flip=1,1"),
        "render preset": OptionTrial("--preset", "thumb"), "render size": OptionTrial("--size", "20"),
        "render line": OptionTrial("--line", "5"), "render cap": OptionTrial("--cap", "butt"),
        "render join": OptionTrial("--join", "bevel"), "render padding": OptionTrial("--padding", "5"),
        "render viewbox": OptionTrial("--viewbox", "0,0,9,9"),
        "render background": OptionTrial("--background", "black"),
        "render invert": OptionTrial("--invert"), "render color": OptionTrial("--color", "stroke"),
        "render palette": OptionTrial("--palette", "viridis", with: ["--color", "stroke"]),
        "render engine": OptionTrial("--engine", "fast"), "render to": OptionTrial("--to", "svg"),
        "render sheet": OptionTrial("--sheet", "2x1"),
        "render no-captions": OptionTrial("--no-captions", with: ["--sheet", "2x1", "--size", "64"]),
        "render png-level": OptionTrial("--png-level", "0"),
        "render flat": OptionTrial("--flat", with: ["-o", "out.npy"]),
        "render compress": OptionTrial("--compress", with: ["-o", "out.npz"]),
        "render classes": OptionTrial("--classes", "classes", with: ["-o", "out.npz", "--label", "house"]),
        "render shard-size": OptionTrial("--shard-size", "1", with: ["-o", "out.tar"]),
        "render duration": OptionTrial("--duration", "1", with: ["--to", "svg"]),
        "render fps": OptionTrial("--fps", "3", with: ["--to", "apng"]),
        "render still": OptionTrial("--still", with: ["--to", "svg"]),
        "render label": OptionTrial("--label", "house", with: ["--name", "{word}"]),
        "render label-from": OptionTrial("--label-from", "folder", with: ["--name", "{word}"]),
        "render name": OptionTrial("--name", "{index}"),
        "render force": OptionTrial("--force", with: ["-o", "taken.png", "-t", "take:1"]),
    ]
}
