"use strict";
// The page can be used from here on.
openAddress();
document.documentElement.dataset.took = Math.ceil(performance.now());
document.documentElement.dataset.ready = "yes";
