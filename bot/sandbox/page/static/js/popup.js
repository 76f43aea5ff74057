// A popup beside the element that opened it: the list of a select, the menu of a message.

const GAP_PX = 4;
const EDGE_PX = 8;
let open = null;

/** Open `box` beside `anchor` (an element, or a point { x, y } inside `within`); `onClose` is called once. */
export function openPopup(box, anchor, { within = anchor, onClose = () => {} } = {}) {
  closePopup();
  // A modal dialog is above everything else on the page, so its popups must be inside it.
  (within.closest("dialog") ?? document.body).append(box);
  const place = () => {
    const at = anchor.getBoundingClientRect ? anchor.getBoundingClientRect() : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
    const below = innerHeight - at.bottom - EDGE_PX;
    const above = at.top - EDGE_PX;
    const fits = box.scrollHeight + GAP_PX <= below || below >= above;
    box.style.maxHeight = `${Math.max(80, Math.min(320, (fits ? below : above) - GAP_PX))}px`;
    box.style.left = `${Math.max(EDGE_PX, Math.min(at.left, innerWidth - box.offsetWidth - EDGE_PX))}px`;
    box.style.top = `${fits ? at.bottom + GAP_PX : at.top - GAP_PX - box.offsetHeight}px`;
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !within.contains(event.target)) closePopup();
  };
  const moved = (event) => !box.contains(event.target) && place();
  // The element may be redrawn or removed, which the observer reports as a size of zero.
  const watch = new ResizeObserver(() => (within.isConnected ? place() : closePopup()));
  watch.observe(within);
  document.addEventListener("pointerdown", outside, true);
  addEventListener("scroll", moved, true);
  addEventListener("resize", place);
  open = () => {
    open = null;
    watch.disconnect();
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("scroll", moved, true);
    removeEventListener("resize", place);
    box.remove();
    onClose();
  };
  place();
}

export function closePopup() {
  open?.();
}
