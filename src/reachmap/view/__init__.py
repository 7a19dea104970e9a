"""How answers look: the scene, its layout, the page."""
