"""Drills in the app: choose what to practise, practise without end, see the score by mistake."""
