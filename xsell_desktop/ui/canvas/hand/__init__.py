"""The canvas under mouse and keys: gestures, walking, menus."""
