print("margincall")
