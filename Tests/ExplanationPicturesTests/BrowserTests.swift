internal import ExplanationPictures
internal import TestSupport
internal import Testing

/// Pages as a browser shows them. Where there is none they are skipped, unless `CROQUIS_NEEDS_CHROMIUM` is 1.
@Suite(.enabled(if: HeadlessBrowser.isWanted, "no Chromium on the path"), .serialized)
struct BrowserTests {
    /// The page was set up, and no script failed.
    private func expectReady(_ document: String) {
        #expect(document.contains(" data-ready=\"\""))
        #expect(!document.contains(" data-error="))
        #expect(!document.contains(" data-broken="))
    }

    /// Where each stroke of the player is.
    private func places(_ document: String) throws -> [String: String] {
        let group = try #require(document.firstRange(of: "<g class=\"moving\""))
        let rest = document[group.upperBound...]
        let end = try #require(rest.firstRange(of: "</g>"))
        var places: [String: String] = [:]
        for path in rest[..<end.lowerBound].split(separator: "<path ").dropFirst() {
            func value(_ name: String) -> String? {
                guard let start = path.firstRange(of: "\(name)=\"") else { return nil }
                return String(path[start.upperBound...].prefix { $0 != "\"" })
            }
            places[try #require(value("data-stroke"))] = value("transform")
        }
        return places
    }

    private func count(_ text: String, in document: String) -> Int { document.ranges(of: text).count }

    /// `setAttribute` on a page's root of what its script finds, as the last thing that runs.
    private func page(_ page: HTMLPage, doing script: String) -> String {
        let text = page.text
        guard let end = text.ranges(of: "</body>").last else { return text }
        return text[..<end.lowerBound] + "<script>\(script)</script>" + text[end.lowerBound...]
    }

    @Test func `the slider moves the strokes to where they were at its step`() throws {
        let page = try SamplePages.motion(steps: 101)
        // In hundredths of the frame's unit: the start's offsets are (0.25, 0.125) and (-0.5, 0.75), and shrink as the
        // square of the way that is left.
        let expected = [
            (0, ["0": "translate(25 12.5)", "1": "translate(-50 75)", "3": "translate(0 0)"], "0.2 %", "75 %", "6.25"),
            (
                50, ["0": "translate(6.25 3.13)", "1": "translate(-12.5 18.75)", "3": "translate(0 0)"], "48 %", "39 %",
                "3.25"
            ),
            (100, ["0": "translate(0 0)", "1": "translate(0 0)", "3": "translate(0 0)"], "96 %", "3 %", "0.25"),
        ]
        for (step, strokes, target, label, loss) in expected {
            let document = try HeadlessBrowser.document(of: page.text, fragment: "step=\(step)")
            expectReady(document)
            #expect(try places(document) == strokes)
            #expect(document.contains("<b data-reading=\"step\">\(step)</b>"))
            #expect(document.contains("<b data-reading=\"0\">\(target)</b>"))
            #expect(document.contains("<b data-reading=\"1\">\(label)</b>"))
            #expect(document.contains("<b data-reading=\"loss\">\(loss)</b>"))
            #expect(document.contains("aria-valuetext=\"step \(step) of 100, \(target)\""))
        }
    }

    @Test func `without a fragment the result is shown, and a step that is not there is the last`() throws {
        let page = try SamplePages.motion(steps: 11)
        for fragment in ["", "step=99999999999"] {
            let document = try HeadlessBrowser.document(of: page.text, fragment: fragment)
            expectReady(document)
            #expect(document.contains("<b data-reading=\"step\">10</b>"), "\(fragment)")
        }
    }

    @Test func `buttons, keys and the pointer do what they say`() throws {
        let script = """
            (function () {
              var told = [], player = document.querySelector(".player");
              function tell(name) { told.push(name + " " + player.dataset.step); }
              function press(key, shift) {
                document.body.dispatchEvent(new KeyboardEvent("keydown", {key: key, shiftKey: !!shift, bubbles: true}));
                tell(key);
              }
              press("Home"); press("ArrowRight"); press("ArrowRight", true); press("ArrowLeft"); press("x"); press("End");
              document.querySelector("a[data-step='0']").click();
              tell("panel");
              var slider = document.querySelector(".steps");
              slider.value = 7;
              slider.dispatchEvent(new Event("input"));
              tell("slider");
              document.querySelector(".toggle input").click();
              told.push("original " + getComputedStyle(document.querySelector(".drawn")).display);
              document.querySelector("[data-row='1']").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
              told.push("dim " + document.querySelectorAll(".moving .dim").length);
              document.body.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
              told.push("dim " + document.querySelectorAll(".dim").length);
              // Frames as fast as they can be drawn, 16 ms apart by their own clock.
              var clock = 0, button = document.querySelector(".play");
              window.requestAnimationFrame = function (draw) {
                clock += 16;
                return setTimeout(draw, 0, clock);
              };
              button.click();
              told.push(button.getAttribute("aria-label"));
              setTimeout(function () {
                tell("played");
                told.push(button.getAttribute("aria-label"));
                document.documentElement.setAttribute("data-told", told.join(", "));
              }, 8000);
            })();
            """
        let document = try HeadlessBrowser.document(
            of: page(SamplePages.motion(steps: 21), doing: script),
            milliseconds: 10000
        )
        expectReady(document)
        #expect(
            document.contains(
                """
                data-told="Home 0, ArrowRight 1, ArrowRight 11, ArrowLeft 10, x 10, End 20, panel 0, slider 7, \
                original none, dim 2, dim 0, Pause, played 20, Play"
                """
            )
        )
    }

    @Test func `text with markup in it stays text, and nothing is fetched`() throws {
        for page in [try SamplePages.motion(steps: 3), try SamplePages.everything()] {
            // Scripts are those of the page alone, and its links lead to files beside it.
            let script = """
                document.documentElement.setAttribute("data-told", [
                  document.querySelectorAll("script").length - 1,
                  Array.from(document.querySelectorAll("a[href]")).filter(function (link) {
                    return link.protocol !== "file:";
                  }).length,
                  performance.getEntriesByType("resource").filter(function (entry) {
                    return !entry.name.startsWith("data:");
                  }).length,
                  document.querySelectorAll("[id]").length
                    - new Set(Array.from(document.querySelectorAll("[id]")).map(function (part) { return part.id; })).size,
                  Array.from(document.querySelectorAll("use")).filter(function (use) {
                    return !document.getElementById(use.getAttribute("href").slice(1));
                  }).length,
                ].join(" "));
                """
            let document = try HeadlessBrowser.document(of: self.page(page, doing: script))
            expectReady(document)
            let scripts = page.text.contains("class=\"player\"") ? 2 : 1
            #expect(document.contains("data-told=\"\(scripts) 0 0 0 0\""))
        }
        let heading = try HeadlessBrowser.document(of: SamplePages.motion(steps: 3).text)
        #expect(count("<h1>&lt;script&gt;document.", in: heading) == 1)
    }

    @Test func `a page is no wider than a telephone`() throws {
        let script = """
            var frame = document.createElement("iframe"), html = document.documentElement;
            frame.style.width = "400px";
            frame.srcdoc = html.outerHTML.replace(/<script>[^]*?<\\/script>/g, "");
            frame.onload = function () {
              var inner = frame.contentDocument, root = inner.documentElement, wide = Array.from(inner.querySelectorAll("*")).filter(function (part) {
                return part.getBoundingClientRect().right > 400.5 && !part.closest("svg svg, .scroll table, svg *");
              });
              html.setAttribute("data-told", root.scrollWidth - root.clientWidth + wide.map(function (part) {
                return " " + part.tagName + "." + part.className;
              }).join(""));
            };
            document.body.append(frame);
            """
        let text = page(try SamplePages.motion(steps: 3), doing: script)
        // A frame is what this test adds.
        let document = try HeadlessBrowser.document(
            of: text.replacing("default-src 'none'", with: "default-src 'self'"),
            milliseconds: 2000
        )
        #expect(document.contains("data-told=\"0\""), "\(document.prefix(80))")
    }

    @Test func `an animated SVG moves the strokes, and tells the probability`() throws {
        let svg = MotionAnimation(try SampleRecords.house(steps: 5)).svg
        // Of 57 places in 2.85 s, the first 12 hold the start; the fifteenth is that of step 2.
        let script = """
            function tell() {
              var svg = document.querySelector("svg"), told = [];
              svg.pauseAnimations();
              [0, 0.7125, 0.9, 2.5].forEach(function (time) {
                svg.setCurrentTime(time);
                var path = svg.querySelector("path[stroke='#0072b2']"), bar = svg.querySelector("rect[fill='#0072b2']");
                var place = path.transform.animVal.getItem(0).matrix;
                var shown = Array.from(svg.querySelectorAll("g text")).filter(function (text) {
                  return getComputedStyle(text).visibility === "visible";
                });
                told.push([place.e, place.f, bar.width.animVal.value].map(Math.round).concat(shown.map(function (text) {
                  return text.textContent;
                })).join(" "));
              });
              document.documentElement.setAttribute("data-told", told.join(", "));
            }
            // Before that, there is no time that could be set.
            window.addEventListener("load", function () { setTimeout(tell, 100); });
            """
        let page = "<!DOCTYPE html><html><body>\(svg)<script>\(script)</script></body></html>"
        let document = try HeadlessBrowser.document(of: page, milliseconds: 1000)
        #expect(
            document.contains("data-told=\"25 13 0 0.2 %, 6 3 96 48 %, 0 0 192 96 %, 0 0 192 96 %\""),
            "\(document.prefix(120))"
        )
    }

    /// A comparison that cannot fail proves nothing.
    @Test func `a script that fails is seen`() throws {
        let script = "throw new Error('no such thing')"
        let document = try HeadlessBrowser.document(of: page(SamplePages.motion(steps: 3), doing: script))
        #expect(document.contains("data-error=\"Uncaught Error: no such thing\""))
        let broken = try SamplePages.motion(steps: 3).text.replacing("\"use strict\";", with: "\"use strict")
        #expect(try !HeadlessBrowser.document(of: broken).contains(" data-ready=\"\""))
    }
}
