internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

struct ClassOrderTests {
    private let folder = TemporaryFolder()

    @Test func allOfQuickDrawsLabelsHaveItsNumbers() {
        let classes = ClassOrder.automatic.classes(of: ["owl", "t-shirt", "owl", ""])
        #expect(classes.names == QuickDrawCategories.official)
        #expect(classes.number(of: "owl") == 204)
        #expect(classes.note() == "classes: 345, numbered in QuickDraw's official order")
        #expect(ClassOrder.quickdraw.classes(of: []) == classes)
    }

    @Test func otherLabelsAreSortedByTheirBytes() {
        let classes = ClassOrder.automatic.classes(of: ["owl", "unicorn", "Zebra", "owl", ""])
        #expect(classes.names == ["Zebra", "owl", "unicorn"])
        #expect(["owl", "cat", "", nil].map { classes.number(of: $0) } == [1, nil, nil, nil])
        #expect(classes.note(namedIn: "a.txt") == "classes: 3, numbered in alphabetical order, named in a.txt")
        #expect(ClassOrder.alphabetical.classes(of: ["owl", "cat"]).names == ["cat", "owl"])
        #expect(ClassOrder.automatic.classes(of: [""]).note(namedIn: "a.txt") == "classes: none")
    }

    @Test func canonicallyEquivalentLabelsAreDistinct() throws {
        let spellings = ["caf\u{e9}", "cafe\u{301}"]
        let classes = ClassOrder.automatic.classes(of: spellings)
        #expect(classes.names.count == 2)
        #expect(spellings.map { classes.number(of: $0) } == [1, 0])
        #expect(try ClassList(names: spellings).number(of: spellings[1]) == 1)
        #expect(throws: UnknownClass.self) { try ClassList(names: [spellings[0]]).check(spellings[1]) }
    }

    @Test func ordersHaveNames() throws {
        folder.write("dog\r\ncat\nowl", to: "classes.txt")
        let path = folder("classes.txt")
        #expect(try ClassOrder(parsing: "quickdraw") == .quickdraw)
        #expect(try ClassOrder(parsing: "sketchxai") == .sketchxai)
        #expect(try ClassOrder(parsing: "alphabetical") == .alphabetical)
        #expect(try ClassOrder(parsing: path).list?.names == ["dog", "cat", "owl"])
        #expect(ClassOrder.sketchxai.list?.number(of: "t-shirt") == 301)
        #expect(ClassOrder.quickdraw.list?.number(of: "t-shirt") == 327)
        #expect(ClassOrder.automatic.list == nil)
        #expect(ClassOrder.sketchxai.classes(of: []).note() == "classes: 345, numbered in SketchXAI's order")
        #expect(try ClassOrder(parsing: path).list?.note() == "classes: 3, numbered in the order of \(path)")
    }

    @Test func aGivenListFixesThem() throws {
        folder.write("dog\r\ncat\nowl", to: "classes.txt")
        let classes = try ClassList(path: folder("classes.txt"))
        #expect(["owl", "cat", "horse", "dog"].map { classes.number(of: $0) } == [2, 1, nil, 0])
        #expect(try ClassList(names: ["dog", "cat"]).names == ["dog", "cat"])
        for label in ["owl", "", nil] { #expect(throws: Never.self) { try classes.check(label) } }
        let fault = #expect(throws: UnknownClass.self) { try classes.check("horse") }
        #expect(fault?.message == "the label 'horse' has no number in the order of \(folder("classes.txt"))")
    }

    @Test func aBadListIsRefusedAtItsLine() {
        func fault(_ bytes: [UInt8]) -> String {
            folder.write(bytes, to: "classes.txt")
            do {
                _ = try ClassList(path: folder("classes.txt"))
                return "none"
            } catch {
                return String(error.description.dropFirst(folder.path.count + 1))
            }
        }
        let advice = "; a list of classes has one label per line"
        #expect(fault(Array("a\nb\na\n".utf8)) == "classes.txt:3:1: error: the class 'a' is listed twice" + advice)
        #expect(
            fault(Array("a\n\nb\n".utf8))
                == "classes.txt:2:1: error: the class is empty, or has a line break in it" + advice
        )
        #expect(fault([0x61, 0x0a, 0xff]) == "classes.txt:2:1: error: the class is not UTF-8" + advice)
        #expect(fault([]) == "classes.txt: error: lists no classes" + advice)
        #expect(throws: ClassListError.duplicate("a")) { try ClassList(names: ["a", "a"]) }
        #expect(throws: ClassListError.empty) { try ClassList(names: []) }
        #expect(throws: ClassListError.unusable) { try ClassList(names: ["a\nb"]) }
    }
}
