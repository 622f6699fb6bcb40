package bundle

var (
	Orientation = orientation
	Turn        = turn
)
