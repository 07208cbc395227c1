throw new Error('electron was imported outside src-main/shells/electron')
