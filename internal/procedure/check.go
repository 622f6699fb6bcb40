package procedure

// check looks whether everything a procedure names exists and can be reached.
func (l *loader) check(f *folder, swv *SWV) {}

func (l *loader) checkSWV(swv *SWV) {}
