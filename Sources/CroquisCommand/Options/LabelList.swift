internal import ArgumentParser

/// Labels with commas between them, the spaces around them left out: `cat, t-shirt`.
struct LabelList: ExpressibleByArgument {
    let labels: [String]

    init(argument: String) {
        labels = argument.split(separator: ",").map { label in
            String(label.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}
