internal import Testing

@testable internal import CroquisCommand

struct JSONValueTests {
    @Test(
        arguments: [
            (.null, "null"), (.boolean(true), "true"), (.boolean(false), "false"), (-7, "-7"),
            (.whole(.min), "\(Int.min)"),
            (.number(0.1), "0.1"), (.number(-2.5e-7), "-2.5e-07"), (.number(.infinity), "null"),
            (.number(.nan), "null"),
            ("a \"b\" \\ / é \u{1f600}", #""a \"b\" \\ / é 😀""#), ("\n\r\t\u{0}\u{1f}", #""\n\r\t\u0000\u001f""#),
            (.list([]), "[]"), (.list([1, .null, .list(["x"])]), #"[1,null,["x"]]"#), (.object([]), "{}"),
            (.object([("z", 1), ("a", .list([2])), ("\"", .object([]))]), #"{"z":1,"a":[2],"\"":{}}"#),
        ] as [(JSONValue, String)]
    )
    func lines(value: JSONValue, line: String) {
        #expect(value.line == line)
    }
}
