"""What pages share: the desk, tables, questions, tasks, colours."""
