internal import SketchModel
internal import SketchNet
internal import Testing

@Suite struct ModelEmbeddedTests {
    @Test func recognisesEveryCategory() throws {
        let model = try SketchNetModel.embedded
        #expect(model.labels == QuickDrawCategories.names)
        #expect(model.network.configuration.classes == 345)
        #expect(model.network.configuration.tokens == .packed)
    }
}
