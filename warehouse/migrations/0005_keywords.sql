-- uncommon words of what the article tells of the call; reports found before have them once `readout reprocess` reads their articles again
ALTER TABLE store.reports ADD COLUMN keywords VARCHAR[];
