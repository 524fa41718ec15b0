internal import Testing

internal import SketchNet

@Suite struct ModelEmbeddedTests {
    @Test func recognisesEveryCategory() throws {
        let model = try SketchNetModel.embedded
        #expect(model.labels == QuickDrawCategories.names)
        #expect(model.network.configuration.classes == 345)
        #expect(model.network.configuration.tokens == .packed)
    }
}
