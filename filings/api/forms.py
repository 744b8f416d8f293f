from django import forms


class NewToken(forms.Form):
    name = forms.CharField(
        max_length=100,
        label="What it is for",
        error_messages={"required": "Say what it is for, so that you know it again."},
    )
