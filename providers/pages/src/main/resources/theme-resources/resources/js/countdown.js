for (const line of document.querySelectorAll("[data-countdown]")) {
  const timer = line.querySelector("[role=timer]");
  const end = Date.now() + Number(line.dataset.countdown) * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) {
      timer.textContent = left;
      setTimeout(tick, 1000);
    } else {
      line.role = "alert";
      line.textContent = line.dataset.over;
    }
  };
  tick();
}
