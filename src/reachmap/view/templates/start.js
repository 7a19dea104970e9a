"use strict";
// The page can be used from here on.
if (pictureFold && needsPicture(new URLSearchParams(inAddress()))) {
  onceWhole(openAddress);
} else {
  openAddress();
}
document.documentElement.dataset.took = Math.ceil(performance.now());
document.documentElement.dataset.ready = "yes";
