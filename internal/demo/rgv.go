package demo

// Before gives the stories that must come before a case of a kind.
func Before(procedure string) []Story {
	if procedure == "tlv-sbo-so" {
		return []Story{{Procedure: "ondersteuningsteam", Slow: 3, Values: towardsTLV}}
	}
	return nil
}

// towardsTLV are the answers of a support team that comes to a request.
var towardsTLV = map[string]string{
	"ondersteuning is genoeg": "nee", "handelingsverlegen": "ja", "andere basisschool onderzocht": "ja",
}
