print("summit-cdr")
