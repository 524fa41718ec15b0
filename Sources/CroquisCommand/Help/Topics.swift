internal import ArgumentParser
internal import SketchTransforms

/// `croquis help transforms`.
struct Transforms: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Transforms change, select or drop sketches on the way from the input to the output.",
        usage: "",
        discussion: """
            Every verb that reads sketches takes them: -t NAME:ARGUMENTS, as often as you like. They run in the order given. \
            In the forms below, brackets are optional, bars separate choices, and capitals stand for values.

            \(table)

            EXAMPLES:
              -t quickdraw
              -t label:cat,dog -t sample:100/label
              -t simplify:2 -t fit:255,padding=8
            """,
        shouldDisplay: false
    )

    private static var table: String {
        TransformCatalogue.entries.map { "  \($0.form)\n      \($0.summary)" }.joined(separator: "\n")
    }

    func run() throws { throw CleanExit.helpRequest(self) }
}

/// `croquis help naming`.
struct Naming: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How labels are found, files named, data sets split and errors reported.",
        usage: "",
        discussion: """
            INPUTS:
              Inputs are files, folders, - for standard input, or lists of names (--files-from). Without any, standard \
            input is read, unless it is a terminal. In a folder, files whose first bytes look like drawings are read.

            LABELS:
              A sketch's label is the first found of: --label, its record, and its file's or folder's name. \
            --label-from file, folder or none says which name counts. By default, it's the file's if the model or the \
            class list knows it; otherwise, in a tree of files, the folder's, except for names such as data or svg.

            FILE NAMES:
              If the output is a folder, --name says how its files are named; a slash makes folders. If the output itself \
            has fields, as in -o 'rnn/{word}.npz', one file is written per name.

              {word}         the label
              {id}           the id, or the index if there is none
              {index}        the sketch's position in the input, from 0
              {index:05}     the same, with five digits
              {source}       the input file's name without its extension; with a number for files of several pages: notes-2
              {split}        the part of the data set: train, valid, ...
              {word|source}  the first of these that the sketch has

              The default is {index:06}, and {split}/{index:06} with --split.

            SPLITS:
              --split train=0.8,valid=0.1,test=0.1 assigns each sketch to a part by its id, or by its strokes if it has \
            none, and by --seed. A sketch gets the same part in every output and every run. Shares add up to 1, or to 100%; \
            whole numbers such as train=700,test=300 are exact counts. --stratify label splits each label separately and \
            exactly; counts are then per label. The output has to show the parts: an .npz file with train, valid and \
            test, or {split} in its names.

            SHARDS:
              --shard-size 10000 cuts an output into files of 10000 sketches, --shard-size 256MB into files of that many \
            bytes before compression: train-00000-of-00012.ndjson and so on, or train-000000.tar.

            CLASSES:
              Outputs that hold numbers of classes (\(numberingFormats); npz, idx and tar of render) name their classes, \
            and say how they are numbered: as QuickDraw does if it has all labels, otherwise alphabetically, unless the \
            format demands another order. --classes quickdraw or sketchxai numbers all 345 classes of QuickDraw, in its \
            own or in SketchXAI's order; alphabetical, those in use; a file, its lines. A label that the list doesn't \
            have is an error.

            OUTPUTS:
              The format follows from the output's name; --to overrides it. Existing files are kept unless --force is given. An output gets its name only once it is complete. Results \
            go to standard output, messages to standard error. Names that end in .gz or .zst are compressed.

            ERRORS:
              The first error stops the run. With --on-error skip, bad records are reported and left out, and the exit code is 1. Ten messages \
            of a kind are printed; --errors FILE keeps all, and --rejects FILE keeps the refused records.

            EXIT CODES:
              0   all done
              1   done, but records were skipped or faults were found
              64  the command line is wrong
              65  the input is wrong
              66  there is no such input
              73  the output can't be created
              74  reading or writing failed
            """,
        shouldDisplay: false
    )

    private static var numberingFormats: String { Convert.numberingFormats.joined(separator: ", ") }

    func run() throws { throw CleanExit.helpRequest(self) }
}
