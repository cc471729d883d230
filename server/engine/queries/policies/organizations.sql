SELECT id, display_name, state FROM connected_organizations WHERE id IN ($list)
