(() => {
  "use strict";
  var root = document.documentElement;
  window.addEventListener("error", (event) => { root.setAttribute("data-error", event.message); });

  // As NumberText.percent has it.
  function percent(share) {
    if (share === null) return "–";
    if (share < 0.001) return "< 0.1 %";
    return `${share < 0.0095 ? (100 * share).toFixed(1) : String(Math.round(100 * share))} %`;
  }

  function setUp(player) {
    var numbers = JSON.parse(player.querySelector("script.moves").textContent);
    var slider = player.querySelector(".steps"), button = player.querySelector(".play");
    var last = Number(slider.max), result = Number(player.dataset.result), current = result, frame = 0;
    var strokes = Array.from(player.querySelectorAll(".moving [data-stroke]")).filter((path) => numbers.moves[path.dataset.stroke].length > 0);
    var cursors = player.querySelectorAll(".cursor"), marks = Array.from(player.querySelectorAll(".mark"));
    var places = marks.map((mark) => mark.dataset.places.split(" "));
    var from = cursors.length ? Number(cursors[0].dataset.from) : 0;
    var to = cursors.length ? Number(cursors[0].dataset.to) : 0;
    var readings = player.querySelectorAll("[data-reading]");

    // Between two steps while it plays.
    function show(time) {
      var step = Math.floor(time), share = time - step;
      current = Math.round(time);
      strokes.forEach((path) => {
        var moves = numbers.moves[path.dataset.stroke], x = moves[2 * step], y = moves[2 * step + 1];
        if (share > 0) {
          x += (moves[2 * step + 2] - x) * share;
          y += (moves[2 * step + 3] - y) * share;
        }
        path.setAttribute("transform", `translate(${x} ${y})`);
      });
      var x = from + (to - from) * (last > 0 ? current / last : 0);
      cursors.forEach((cursor) => {
        cursor.setAttribute("x1", x);
        cursor.setAttribute("x2", x);
      });
      marks.forEach((mark, index) => {
        mark.setAttribute("cx", x);
        mark.setAttribute("cy", places[index][current]);
      });
      readings.forEach((reading) => {
        var name = reading.dataset.reading, loss = numbers.losses[current];
        reading.textContent = name === "step" ? String(current)
          : name === "loss" ? (loss === null ? "–" : loss.toFixed(2))
          : percent(numbers.probabilities[name][current]);
      });
      slider.value = current;
      slider.style.setProperty("--done", `${last > 0 ? 100 * current / last : 0}%`);
      var first = numbers.probabilities.length ? `, ${percent(numbers.probabilities[0][current])}` : "";
      slider.setAttribute("aria-valuetext", `step ${current} of ${last}${first}`);
      player.setAttribute("data-step", current);
    }

    function pause() {
      cancelAnimationFrame(frame);
      frame = 0;
      button.setAttribute("aria-label", "Play");
      player.classList.remove("playing");
    }

    function play() {
      var start = current >= result ? 0 : current, began = null;
      var pace = Math.min(Math.max(50 * result, 1500), 6000) / Math.max(result, 1);
      button.setAttribute("aria-label", "Pause");
      player.classList.add("playing");
      frame = requestAnimationFrame(function next(now) {
        if (began === null) began = now;
        var time = Math.min(start + (now - began) / pace, result);
        show(time);
        if (time < result) frame = requestAnimationFrame(next); else pause();
      });
    }

    function go(step) {
      pause();
      show(Math.min(Math.max(Math.round(step) || 0, 0), last));
    }

    slider.addEventListener("input", () => { go(Number(slider.value)); });
    button.addEventListener("click", () => { if (frame) pause(); else play(); });
    player.querySelector(".toggle input").addEventListener("change", (event) => {
      player.querySelector(".drawn").style.display = event.target.checked ? "" : "none";
    });
    show(result);
    return { go: go, toggle: () => { button.click(); }, step: () => current, last: last };
  }

  var players = Array.from(document.querySelectorAll(".player")).map(setUp), first = players[0];

  // #step=12
  function follow() {
    var match = /^#step=(\d+)$/.exec(location.hash);
    if (match && first) first.go(Number(match[1]));
  }

  if (first) {
    window.addEventListener("hashchange", follow);
    document.querySelectorAll("a[data-step]").forEach((panel) => {
      panel.addEventListener("click", (event) => {
        event.preventDefault();
        first.go(Number(panel.dataset.step));
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (/^(INPUT|BUTTON|A)$/.test(event.target.tagName)) return;
      var size = event.shiftKey ? 10 : 1;
      if (event.key === "ArrowRight") first.go(first.step() + size);
      else if (event.key === "ArrowLeft") first.go(first.step() - size);
      else if (event.key === "Home") first.go(0);
      else if (event.key === "End") first.go(first.last);
      else if (event.key === " ") first.toggle();
      else return;
      event.preventDefault();
    });
    follow();
  }

  // What is pointed at: a stroke, or a stroke's row.
  var lit = null;
  function light(event) {
    var target = event.target.closest ? event.target.closest("[data-row],[data-stroke]") : null;
    var stroke = target ? target.dataset.row || target.dataset.stroke : null;
    if (stroke === lit) return;
    lit = stroke;
    document.querySelectorAll("[data-stroke]").forEach((path) => {
      path.classList.toggle("dim", lit !== null && path.dataset.stroke !== lit);
    });
    document.querySelectorAll("[data-row]").forEach((row) => {
      row.classList.toggle("lit", row.dataset.row === lit);
    });
  }
  if (document.querySelector("[data-row]")) document.addEventListener("mouseover", light);
  root.setAttribute("data-ready", "");
})();
