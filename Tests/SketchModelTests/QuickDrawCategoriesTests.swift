internal import SketchModel
internal import Testing

struct QuickDrawCategoriesTests {
    /// Places from `categories.txt` of googlecreativelab/quickdraw-dataset, counted from 0.
    @Test(arguments: [
        ("aircraft carrier", 0), ("baseball", 16), ("baseball bat", 17), ("cello", 66), ("cell phone", 67),
        ("paintbrush", 205), ("paint can", 206), ("table", 301), ("The Eiffel Tower", 308), ("The Mona Lisa", 310),
        ("trumpet", 326), ("t-shirt", 327), ("umbrella", 328), ("zigzag", 344),
    ])
    func theOfficialOrder(name: String, place: Int) {
        #expect(QuickDrawCategories.official.firstIndex(of: name) == place)
    }

    @Test func bothOrdersHaveTheSameNames() {
        #expect(Set(QuickDrawCategories.official).count == 345)
        #expect(QuickDrawCategories.official.sorted() == QuickDrawCategories.names.sorted())
        #expect(QuickDrawCategories.names == QuickDrawCategories.names.sorted { $0.lowercased() < $1.lowercased() })
    }
}
