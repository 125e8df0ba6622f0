"""What follows an event: tell, schedule, project. Importing this package registers every reaction."""
